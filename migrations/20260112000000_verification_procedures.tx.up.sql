-- Test procedures: numbered editions, of which an issued one never changes, with
-- the steps a test goes through, and what the procedure is used for.
create table verification.procedures (
  id uuid primary key, code text not null constraint procedures_code check (code <> '' and length(code) <= 40),
  title_da text not null default '', title_en text not null default '', about_da text not null default '', about_en text not null default '',
  criterion_da text not null default '', criterion_en text not null default '', br18 boolean not null default false, retired boolean not null default false, shelf text not null default '',
  constraint procedures_title check (title_da <> '' or title_en <> '')
);
comment on table verification.procedures is 'replicable step-by-step tests of a project';
select platform.for_projects('verification.procedures');
alter table verification.procedures add constraint procedures_project_id_uq unique (project, id);
create unique index procedures_code_uq on verification.procedures (project, lower(code));

create table verification.editions (
  id uuid primary key, procedure uuid not null, number int not null constraint editions_number check (number > 0),
  state text not null default 'draft' constraint editions_state check (state in ('draft', 'issued')), note text not null default '',
  issued_by uuid, issued_at timestamptz, written int not null default 0
);
comment on table verification.editions is 'the numbered editions of a procedure; an issued one never changes';
select platform.for_projects('verification.editions');
alter table verification.editions add constraint editions_project_id_uq unique (project, id),
  add constraint editions_number_uq unique (project, procedure, number),
  add constraint editions_procedure_fk foreign key (project, procedure) references verification.procedures (project, id) on delete cascade deferrable;
create unique index editions_draft_uq on verification.editions (project, procedure) where state = 'draft';

create table verification.steps (
  id uuid primary key, edition uuid not null, position int not null, code text not null, kind text not null constraint steps_kind check (kind in
    ('section', 'prerequisite', 'yes_no', 'pass_fail', 'measure', 'choice', 'text', 'date', 'photo', 'signature', 'instrument', 'table', 'formula')),
  text_da text not null default '', text_en text not null default '', help_da text not null default '', help_en text not null default '',
  optional boolean not null default false, photo boolean not null default false, weight numeric not null default 1 constraint steps_weight check (weight >= 0 and weight <= 1000),
  unit text not null default '', comparison text not null default 'text' constraint steps_comparison check (comparison in ('le', 'lt', 'ge', 'gt', 'eq', 'within', 'text')),
  target numeric, tolerance numeric, of_row boolean not null default false, decimals int, expected text not null default '', expired text not null default '',
  formula text not null default '', lines int not null default 0, options jsonb not null default '[]', when_step text not null default '', when_is jsonb not null default '[]'
);
comment on table verification.steps is 'the steps of an edition in their order; a section heads those after it';
select platform.for_projects('verification.steps');
alter table verification.steps add constraint steps_project_id_uq unique (project, id),
  add constraint steps_code_uq unique (project, edition, code) deferrable,
  add constraint steps_edition_fk foreign key (project, edition) references verification.editions (project, id) on delete cascade deferrable;
create index steps_edition on verification.steps (project, edition, position);

-- A test that was run by an edition must read tomorrow as it read then. What a
-- package brings in was issued elsewhere.
create function verification.keep_issued() returns trigger language plpgsql as $$
begin
  if old.state = 'issued' then
    raise exception 'edition % is issued and never changes', old.number using errcode = 'check_violation', constraint = 'editions_issued', table = 'editions';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger issued before update or delete on verification.editions for each row execute function verification.keep_issued();
create function verification.keep_issued_steps() returns trigger language plpgsql as $$
declare of_edition uuid := case when tg_op = 'INSERT' then new.edition else old.edition end;
begin
  if platform.setting('action') is distinct from 'handover.receive'
    and exists (select 1 from verification.editions e where e.id = of_edition and e.state = 'issued') then
    raise exception 'the edition is issued and its steps never change' using errcode = 'check_violation', constraint = 'steps_issued', table = 'steps';
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger issued before insert or update or delete on verification.steps for each row execute function verification.keep_issued_steps();

create table verification.attachments (
  id uuid primary key, procedure uuid not null, method uuid, phase uuid, type text not null default '', classification text not null default '', position int not null default 0
);
comment on table verification.attachments is 'which rows a procedure fits: a verification method, a type or classification of systems';
select platform.for_projects('verification.attachments');
alter table verification.attachments add constraint attachments_project_id_uq unique (project, id),
  add constraint attachments_procedure_fk foreign key (project, procedure) references verification.procedures (project, id) on delete cascade deferrable;
create index attachments_procedure on verification.attachments (project, procedure, position);

create table verification.assignments (id uuid primary key, row uuid not null, procedure uuid not null);
comment on table verification.assignments is 'register rows that are tested by a certain procedure';
select platform.for_projects('verification.assignments');
alter table verification.assignments add constraint assignments_row_uq unique (project, row, procedure),
  add constraint assignments_procedure_fk foreign key (project, procedure) references verification.procedures (project, id) on delete cascade deferrable;
create index assignments_procedure on verification.assignments (project, procedure);
