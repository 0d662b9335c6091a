-- Acceptance documents: what was done in a phase, what is still open with the
-- decision on each, and the client's approval that the process continues.
create table gates.acceptances (
  id uuid primary key, phase uuid not null, number int not null constraint acceptances_number check (number > 0), label text not null,
  state text not null default 'draft' constraint acceptances_state check (state in ('draft', 'signed', 'reopened')),
  activities text not null default '', documents text not null default '', conclusion text not null default '',
  prepared_by uuid not null, prepared_at timestamptz not null,
  signed_by uuid, signed_name text not null default '', signed_role text not null default '', signed_company uuid, signed_at timestamptz,
  file uuid, sha256 text not null default '', locked int not null default 0,
  reopened_by uuid, reopened_at timestamptz, reason text not null default '',
  constraint acceptances_signed check (state = 'draft' or file is not null and signed_at is not null and signed_name <> '')
);
comment on table gates.acceptances is 'the acceptance documents of a phase or milestone, numbered; a signed one never changes';
create table gates.open_points (
  id uuid primary key, acceptance uuid not null, row uuid, entry uuid, title text not null,
  decision text not null default '' constraint open_points_decision check (decision in ('', 'accepted', 'carried', 'remedied')),
  note text not null default '', due_on date, constraint open_points_of check ((row is null) <> (entry is null))
);
comment on table gates.open_points is 'what is open when a phase is accepted, with the decision on each';

select platform.for_projects('gates.acceptances');
select platform.for_projects('gates.open_points');
alter table gates.acceptances add constraint acceptances_project_id_uq unique (project, id), add constraint acceptances_number_uq unique (project, phase, number),
  add constraint acceptances_file_fk foreign key (project, file) references platform.files (project, id) deferrable;
alter table gates.open_points add constraint open_points_acceptance_fk foreign key (project, acceptance) references gates.acceptances (project, id) on delete cascade deferrable;
create unique index acceptances_draft_uq on gates.acceptances (project, phase) where state <> 'reopened';
create unique index open_points_row_uq on gates.open_points (project, acceptance, coalesce(row, entry));

create function gates.keep_signed() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and not (tg_op = 'UPDATE' and old.state = 'signed' and platform.setting('action') = 'gates.acceptance.reopen') then
    raise exception 'The acceptance document %%s is signed and never changes' using errcode = 'CX409', detail = old.label;
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger signed before update or delete on gates.acceptances for each row execute function gates.keep_signed();
create function gates.keep_signed_points() returns trigger language plpgsql as $$
declare of_acceptance uuid := case when tg_op = 'INSERT' then new.acceptance else old.acceptance end; named text;
begin
  select label into named from gates.acceptances where id = of_acceptance and state <> 'draft';
  if found and platform.setting('action') is distinct from 'handover.receive' then
    raise exception 'The acceptance document %%s is signed and never changes' using errcode = 'CX409', detail = named;
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger signed before insert or update or delete on gates.open_points for each row execute function gates.keep_signed_points();
