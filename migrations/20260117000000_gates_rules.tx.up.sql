-- When a phase or a milestone is reached, and what has to be reached before its
-- tests are carried out. A phase nobody has a rule for follows the usual one.
create schema gates;

create table gates.rules (
  id uuid primary key default gen_random_uuid(), phase uuid not null,
  share numeric not null default 100 constraint rules_share check (share >= 0 and share <= 100),
  remarks boolean not null default true,
  entries text not null default 'critical' constraint rules_entries check (entries in ('none', 'critical', 'major', 'any')),
  own_share numeric not null default 0 constraint rules_own_share check (own_share >= 0 and own_share <= 100),
  chosen boolean not null default false
);
comment on table gates.rules is 'how much of a phase or milestone must be done before it counts as reached';
create table gates.prerequisites (id uuid primary key, phase uuid not null, earlier uuid not null, constraint prerequisites_earlier check (earlier <> phase));
comment on table gates.prerequisites is 'which gates come before one, where the project has chosen them itself';
create table gates.exceptions (
  id uuid primary key, phase uuid not null, system uuid, share numeric not null constraint exceptions_share check (share >= 0 and share <= 100), entries boolean not null default false,
  reason text not null constraint exceptions_reason check (reason <> ''), until_on date not null, person uuid not null, granted_at timestamptz not null,
  withdrawn_at timestamptz, withdrawn_by uuid, withdrawal text not null default ''
);
comment on table gates.exceptions is 'tests that may begin before what comes first is done: why, by whom, how far, and until when';

select platform.for_projects('gates.rules');
select platform.for_projects('gates.prerequisites');
select platform.for_projects('gates.exceptions');
create unique index rules_phase_uq on gates.rules (project, phase);
create unique index prerequisites_uq on gates.prerequisites (project, phase, earlier);
alter table gates.exceptions add constraint exceptions_project_id_uq unique (project, id);
create index exceptions_phase on gates.exceptions (project, phase, until_on);
