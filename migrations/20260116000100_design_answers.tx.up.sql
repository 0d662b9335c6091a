-- The basis of design: how and where the designer meets each requirement, and
-- what the commissioning team says of it.
create schema design;

create table design.answers (
  id uuid primary key, requirement uuid not null, system uuid, phase uuid, edition int not null constraint answers_edition check (edition >= 1),
  discipline uuid, company uuid, person uuid, due_on date,
  status text not null default 'asked' constraint answers_status check (status in ('asked', 'answered', 'returned', 'approved')),
  text text not null default '', reference text not null default '',
  asked_by uuid, asked_at timestamptz not null default platform.now(),
  answered_by uuid, answered_side uuid, answered_at timestamptz, judged_by uuid, judged_side uuid, judged_at timestamptz, reason text not null default ''
);
comment on table design.answers is 'how the designer meets a requirement, in a system and a phase if need be: asked, answered, returned, approved';
create table design.events (
  id uuid primary key, answer uuid not null, at timestamptz not null, person uuid, side uuid, kind text not null,
  from_status text not null default '', to_status text not null default '', note text not null default '', to_company uuid, to_person uuid, due_on date
);
comment on table design.events is 'what was answered and said of it; nothing in it is changed or deleted';

select platform.for_projects('design.answers');
select platform.for_projects('design.events');
alter table design.answers add constraint answers_project_id_uq unique (project, id);
alter table design.events add constraint events_answer_fk foreign key (project, answer) references design.answers (project, id) deferrable;
create unique index answers_requirement_uq on design.answers (project, requirement, coalesce(system, '00000000-0000-0000-0000-000000000000'), coalesce(phase, '00000000-0000-0000-0000-000000000000'));
select platform.narrow_by('design.events', 'answer', 'design.answers');
create policy kept on design.events as restrictive for update using (false);
create policy never_deleted on design.events as restrictive for delete using (false);

create index answers_status on design.answers (project, status, due_on);
create index answers_company on design.answers (project, company, status);
create index answers_person on design.answers (project, person, status) where person is not null;
create index answers_discipline on design.answers (project, discipline);
create index answers_due on design.answers (project, (coalesce(due_on, date '9999-12-31')), id);
create index answers_asked on design.answers (project, asked_at desc, id);
create index events_answer on design.events (project, answer, at, id);

-- What the history puts back happened to the answer too.
create function design.tell_restored() returns trigger language plpgsql as $$
begin
  insert into design.events (id, answer, at, person, kind, from_status, to_status)
    values (gen_random_uuid(), new.id, platform.now(), platform.person(), 'restored', old.status, new.status);
  return null;
end $$;
create trigger restored after update on design.answers for each row when (platform.setting('action') like 'audit.%') execute function design.tell_restored();
