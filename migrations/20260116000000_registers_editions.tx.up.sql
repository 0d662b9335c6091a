-- Approval of requirements: one is proposed, approved by the client, and
-- proposed again as the next edition where it is to change. What was approved
-- stays readable as it was.
alter table registers.requirements add column edition int not null default 1 constraint requirements_edition check (edition >= 1),
  add column reason text not null default '', add column approved_by uuid, add column approved_on date, add column locked_in uuid, add column acceptance uuid,
  add constraint requirements_locked_in_fk foreign key (project, locked_in) references registers.phases (project, id) deferrable;

create table registers.editions (
  id uuid primary key default gen_random_uuid(), project uuid not null, requirement uuid not null, number int not null, code text not null, title_da text not null, title_en text not null,
  criterion_da text not null, criterion_en text not null, unit text not null, comparison text not null, target numeric, target_text text not null, tolerance numeric,
  reason text not null default '', approved_by uuid, approved_on date
);
comment on table registers.editions is 'what an approved requirement said, by its number; nothing in it is changed or deleted';
-- What was approved before editions were kept is the first.
alter table registers.requirements no force row level security;
insert into registers.editions (project, requirement, number, code, title_da, title_en, criterion_da, criterion_en, unit, comparison, target, target_text, tolerance)
  select project, id, 1, code, title_da, title_en, criterion_da, criterion_en, unit, comparison, target, target_text, tolerance from registers.requirements where state <> 'proposed';
alter table registers.requirements force row level security;
select platform.for_projects('registers.editions');
alter table registers.editions add constraint editions_project_id_uq unique (project, id), add constraint editions_number_uq unique (project, requirement, number),
  add constraint editions_requirement_fk foreign key (project, requirement) references registers.requirements (project, id) on delete cascade deferrable;
select platform.narrow_by('registers.editions', 'requirement', 'registers.requirements');
create policy kept on registers.editions as restrictive for update using (false);
create policy never_deleted on registers.editions as restrictive for delete using (false);
create index requirements_state on registers.requirements (project, state, code);
create index requirements_acceptance on registers.requirements (project, acceptance) where acceptance is not null;

-- What the history does, also where an import is undone.
create function registers.is_restored() returns boolean language sql stable
  as $$ select coalesce(platform.setting('action') like 'audit.%' or platform.setting('action') = 'registers.import.undo', false) $$;

-- Numbers an edition when it is approved, and holds what the history puts back
-- to it: a requirement that an acceptance has locked stays as it is, and what
-- differs from what was approved is a proposal.
create function registers.hold_requirement() returns trigger language plpgsql as $$
declare restored boolean := registers.is_restored();
begin
  if restored and tg_op = 'UPDATE' and old.acceptance is not null then
    raise exception using errcode = 'CX409', message = 'It is locked by the acceptance of a phase. Reopen the phase first.';
  end if;
  if restored then
    new.locked_in := null;
    new.acceptance := null;
    if new.state <> 'proposed' and not exists (select 1 from registers.editions e where e.project = new.project and e.requirement = new.id and e.number = new.edition
      and (e.title_da, e.title_en, e.criterion_da, e.criterion_en, e.unit, e.comparison, e.target, e.target_text, e.tolerance)
      is not distinct from (new.title_da, new.title_en, new.criterion_da, new.criterion_en, new.unit, new.comparison, new.target, new.target_text, new.tolerance)) then
      new.state := 'proposed';
    end if;
    if new.state = 'proposed' then
      new.edition := 1 + (select coalesce(max(number), 0) from registers.editions e where e.project = new.project and e.requirement = new.id);
      new.approved_by := null;
      new.approved_on := null;
    end if;
  elsif new.state = 'approved' and platform.setting('action') is distinct from 'handover.receive' and (tg_op = 'INSERT' or old.state <> 'approved') then
    new.edition := 1 + (select coalesce(max(number), 0) from registers.editions e where e.project = new.project and e.requirement = new.id);
  end if;
  return new;
end $$;
create trigger hold before insert or update on registers.requirements for each row execute function registers.hold_requirement();

-- Keeps what is approved, as it was when it was.
create function registers.keep_edition() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.state = 'approved' or registers.is_restored() or platform.setting('action') = 'handover.receive' then return null; end if;
  insert into registers.editions (requirement, number, code, title_da, title_en, criterion_da, criterion_en, unit, comparison, target, target_text, tolerance, reason, approved_by, approved_on)
    values (new.id, new.edition, new.code, new.title_da, new.title_en, new.criterion_da, new.criterion_en, new.unit, new.comparison, new.target, new.target_text, new.tolerance, new.reason, new.approved_by, new.approved_on);
  return null;
end $$;
create trigger keep_edition after insert or update on registers.requirements for each row when (new.state = 'approved') execute function registers.keep_edition();
