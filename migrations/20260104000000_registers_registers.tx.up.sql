-- The registers of a project. Every key begins with the project, so that an
-- error never tells of another project's rows.
create schema registers;

create table registers.disciplines (id uuid primary key, code text not null, name_da text not null default '', name_en text not null default '', position int not null default 0,
  constraint disciplines_name check (name_da <> '' or name_en <> ''));
comment on table registers.disciplines is 'the fields of work of a project, such as ventilation';
create table registers.methods (id uuid primary key, code text not null, name_da text not null default '', name_en text not null default '', position int not null default 0,
  constraint methods_name check (name_da <> '' or name_en <> ''));
comment on table registers.methods is 'verification methods, such as functional performance test';
create table registers.phases (id uuid primary key, code text not null, name_da text not null default '', name_en text not null default '', position int not null default 0,
  milestone boolean not null default false, starts_on date, ends_on date, constraint phases_name check (name_da <> '' or name_en <> ''),
  constraint phases_dates check (ends_on is null or starts_on is null or ends_on >= starts_on));
comment on table registers.phases is 'the phases of a project and, after them, its milestones';
create table registers.locations (id uuid primary key, parent uuid, kind text not null constraint locations_kind check (kind in ('site', 'building', 'floor', 'space', 'zone')),
  code text not null, name text not null default '', description text not null default '', category text not null default '',
  area_m2 numeric, elevation_m numeric, height_m numeric, extra jsonb not null default '{}');
comment on table registers.locations is 'site, buildings, floors, spaces and zones as a tree';
create table registers.types (id uuid primary key, name text not null, category text not null default '', description text not null default '', manufacturer text not null default '',
  model text not null default '', asset_type text not null default '', warranty_months numeric, warranty_by text not null default '', expected_life_years numeric, extra jsonb not null default '{}');
comment on table registers.types is 'product types, with what their manufacturer says of them';
create table registers.systems (id uuid primary key, tag text not null, name_da text not null default '', name_en text not null default '', discipline uuid, classification text not null default '',
  type text not null default '', location uuid, parent uuid, company uuid, description text not null default '', extra jsonb not null default '{}',
  constraint systems_tag check (tag <> '' and length(tag) <= 200));
comment on table registers.systems is 'systems and plants, by their tag';
create table registers.components (id uuid primary key, tag text not null, name text not null default '', system uuid, type uuid, location uuid, serial text not null default '',
  installed_on date, warranty_from date, barcode text not null default '', asset text not null default '', description text not null default '', extra jsonb not null default '{}',
  constraint components_tag check (tag <> '' and length(tag) <= 200));
comment on table registers.components is 'tagged units of a system';
create table registers.system_components (id uuid primary key, system uuid not null, component uuid not null);
comment on table registers.system_components is 'further systems that a component belongs to, as COBie allows';
create table registers.requirements (id uuid primary key, code text not null, discipline uuid, title_da text not null default '', title_en text not null default '',
  criterion_da text not null default '', criterion_en text not null default '', unit text not null default '',
  comparison text not null default 'text' constraint requirements_comparison check (comparison in ('le', 'lt', 'ge', 'gt', 'eq', 'within', 'text')),
  target numeric, target_text text not null default '', tolerance numeric, state text not null default 'proposed' constraint requirements_state check (state in ('proposed', 'approved', 'superseded')),
  constraint requirements_title check (title_da <> '' or title_en <> ''));
comment on table registers.requirements is 'what the client requires, measurable and verifiable';
create table registers.rows (
  id uuid primary key, no int not null, system uuid, discipline uuid, phase uuid, milestone uuid, method uuid, requirement uuid,
  title_da text not null default '', title_en text not null default '', criterion_da text not null default '', criterion_en text not null default '', unit text not null default '',
  comparison text not null default 'text' constraint rows_comparison check (comparison in ('le', 'lt', 'ge', 'gt', 'eq', 'within', 'text')),
  target numeric, target_text text not null default '', tolerance numeric, measured numeric, measured_text text not null default '',
  status text not null default 'not_started' constraint rows_status check (status in ('not_started', 'ready', 'in_progress', 'passed', 'passed_with_remarks', 'failed', 'blocked', 'not_applicable', 'approved')),
  company uuid, person uuid, planned_on date, done_on date, br18 boolean not null default false, weight numeric not null default 1 constraint rows_weight check (weight >= 0 and weight <= 1000),
  note text not null default '', extra jsonb not null default '{}',
  constraint rows_title check (title_da <> '' or title_en <> '')
);
comment on table registers.rows is 'requirement × system × phase × method × responsible → status and evidence';

select platform.for_projects(('registers.' || t)::regclass) from unnest(array['disciplines', 'methods', 'phases', 'locations', 'types', 'systems', 'components', 'system_components', 'requirements', 'rows']) t;
do $$ declare t text; begin
  foreach t in array array['disciplines', 'methods', 'phases', 'locations', 'types', 'systems', 'components', 'system_components', 'requirements', 'rows'] loop
    execute format('alter table registers.%1$s add constraint %1$s_project_id_uq unique (project, id)', t);
  end loop;
end $$;
select platform.narrow_by('registers.components', 'system', 'registers.systems');
select platform.narrow_by('registers.system_components', 'system', 'registers.systems');

create unique index disciplines_code_uq on registers.disciplines (project, lower(code));
create unique index methods_code_uq on registers.methods (project, lower(code));
create unique index phases_code_uq on registers.phases (project, lower(code));
create unique index types_name_uq on registers.types (project, lower(name));
create unique index systems_tag_uq on registers.systems (project, lower(tag));
create unique index components_tag_uq on registers.components (project, lower(tag));
create unique index requirements_code_uq on registers.requirements (project, lower(code));
alter table registers.rows add constraint rows_no_uq unique (project, no);
create unique index locations_code_uq on registers.locations (project, kind, coalesce(parent, '00000000-0000-0000-0000-000000000000'), lower(code));
create unique index system_components_uq on registers.system_components (project, system, component);

alter table registers.locations add constraint locations_parent_fk foreign key (project, parent) references registers.locations (project, id) deferrable;
alter table registers.systems add constraint systems_discipline_fk foreign key (project, discipline) references registers.disciplines (project, id) deferrable,
  add constraint systems_location_fk foreign key (project, location) references registers.locations (project, id) deferrable,
  add constraint systems_parent_fk foreign key (project, parent) references registers.systems (project, id) deferrable;
alter table registers.components add constraint components_system_fk foreign key (project, system) references registers.systems (project, id) deferrable,
  add constraint components_type_fk foreign key (project, type) references registers.types (project, id) deferrable,
  add constraint components_location_fk foreign key (project, location) references registers.locations (project, id) deferrable;
alter table registers.system_components add constraint system_components_system_fk foreign key (project, system) references registers.systems (project, id) on delete cascade deferrable,
  add constraint system_components_component_fk foreign key (project, component) references registers.components (project, id) on delete cascade deferrable;
alter table registers.requirements add constraint requirements_discipline_fk foreign key (project, discipline) references registers.disciplines (project, id) deferrable;
alter table registers.rows add constraint rows_system_fk foreign key (project, system) references registers.systems (project, id) deferrable,
  add constraint rows_discipline_fk foreign key (project, discipline) references registers.disciplines (project, id) deferrable,
  add constraint rows_phase_fk foreign key (project, phase) references registers.phases (project, id) deferrable,
  add constraint rows_milestone_fk foreign key (project, milestone) references registers.phases (project, id) deferrable,
  add constraint rows_method_fk foreign key (project, method) references registers.methods (project, id) deferrable,
  add constraint rows_requirement_fk foreign key (project, requirement) references registers.requirements (project, id) deferrable;

create index rows_status on registers.rows (project, status, no);
create index rows_system on registers.rows (project, system, no);
create index rows_discipline on registers.rows (project, discipline, status, no);
create index rows_planned on registers.rows (project, planned_on, no);
create index rows_company on registers.rows (project, company, planned_on);
create index rows_phase on registers.rows (project, phase, no);
create index rows_requirement on registers.rows (project, requirement) where requirement is not null;
create index components_system on registers.components (project, system);
create index components_location on registers.components (project, location);
create index components_type on registers.components (project, type);
create index systems_discipline on registers.systems (project, discipline);
create index locations_parent on registers.locations (project, parent);

-- Progress, kept up by the change itself. A combination has one row, or a few
-- that are added up: who changes rows of the same combination at the same time
-- does not wait for the others but writes beside them.
create table registers.progress (
  id uuid primary key default gen_random_uuid(), key bigint not null, system uuid, discipline uuid, phase uuid, milestone uuid, company uuid, status text not null,
  rows bigint not null default 0, weight numeric not null default 0
);
comment on table registers.progress is 'how many rows of what weight have which status; kept by trigger';
select platform.for_projects('registers.progress', false);
drop policy wall on registers.progress;
drop policy members on registers.progress;
create policy members on registers.progress using ((project = (select platform.project()) and (select platform.is_member()))
  or ((select platform.project()) is null and project in (select platform.my_projects())))
  with check (project = (select platform.project()) and (select platform.is_member()));
create index progress_key on registers.progress (project, key);

create type registers.counted as (system uuid, discipline uuid, phase uuid, milestone uuid, company uuid, status text, rows bigint, weight numeric);
create function registers.add_progress(all_counted registers.counted[]) returns void language plpgsql as $$
begin
  with counted as materialized (select *, hashtextextended(concat_ws('/', coalesce(system::text, '-'), coalesce(discipline::text, '-'), coalesce(phase::text, '-'),
      coalesce(milestone::text, '-'), coalesce(company::text, '-'), status), 0) as key from unnest(all_counted)),
  met as materialized (select c.*, p.id from counted c left join lateral (
    select id from registers.progress where project = platform.project() and key = c.key limit 1 for update skip locked) p on true),
  added as (update registers.progress p set rows = p.rows + met.rows, weight = p.weight + met.weight from met where p.id = met.id)
  insert into registers.progress (key, system, discipline, phase, milestone, company, status, rows, weight)
    select key, system, discipline, phase, milestone, company, status, rows, weight from met where id is null;
end $$;
create function registers.count_progress() returns trigger language plpgsql as $$
declare counted registers.counted[];
begin
  if tg_op = 'INSERT' then
    select array_agg(t) into counted from (select system, discipline, phase, milestone, company, status, count(*), sum(weight) from gone_or_new group by 1, 2, 3, 4, 5, 6) t;
  elsif tg_op = 'DELETE' then
    select array_agg(t) into counted from (select system, discipline, phase, milestone, company, status, -count(*), -sum(weight) from gone_or_new group by 1, 2, 3, 4, 5, 6) t;
  elsif exists (select 1 from old_rows o join new_rows n on n.id = o.id where (o.system, o.discipline, o.phase, o.milestone, o.company, o.status, o.weight)
      is distinct from (n.system, n.discipline, n.phase, n.milestone, n.company, n.status, n.weight)) then
    select array_agg(t) into counted from (select system, discipline, phase, milestone, company, status, sum(n)::bigint, sum(w) from (
        select system, discipline, phase, milestone, company, status, 1 n, weight w from new_rows
        union all select system, discipline, phase, milestone, company, status, -1, -weight from old_rows) t
      group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0 or sum(w) <> 0) t;
  end if;
  if counted is not null then perform registers.add_progress(counted); end if;
  return null;
end $$;
create trigger progress_new after insert on registers.rows referencing new table as gone_or_new for each statement execute function registers.count_progress();
create trigger progress_gone after delete on registers.rows referencing old table as gone_or_new for each statement execute function registers.count_progress();
create trigger progress_changed after update on registers.rows referencing new table as new_rows old table as old_rows for each statement execute function registers.count_progress();

-- Numbers of rows come from a sequence of the project's own, so that those who
-- make rows do not wait for each other. A number is never given twice; one
-- whose row was refused after all stays unused.
create function registers.numbers() returns regclass language plpgsql security definer set search_path = pg_catalog as $$
declare name text := 'registers.no_' || replace(platform.project()::text, '-', '');
begin
  if to_regclass(name) is null then
    if not platform.is_member() then raise insufficient_privilege; end if;
    perform pg_advisory_xact_lock(hashtextextended(name, 0));
    begin
      execute 'create sequence ' || name;
    exception when duplicate_table then null; -- somebody else was first
    end;
  end if;
  return name::regclass;
end $$;
create function registers.next_numbers(n int) returns setof bigint language plpgsql security definer set search_path = pg_catalog as $$
declare s regclass := registers.numbers();
begin
  return query select nextval(s) from generate_series(1, n);
end $$;
create function registers.next_number() returns bigint language plpgsql security definer set search_path = pg_catalog as $$
begin
  return nextval(registers.numbers());
end $$;
-- Keeps a number that came from elsewhere; those given later follow it.
create function registers.keep_number(given bigint) returns bigint language plpgsql security definer set search_path = pg_catalog as $$
declare s regclass := registers.numbers();
begin
  if given >= 1 and given > coalesce(pg_sequence_last_value(s), 0) then perform setval(s, given); end if;
  return given;
end $$;

-- What is searched, beside the rows it comes from. PostgreSQL does not trust a
-- comparison of words ahead of row security and would read the whole project
-- before it asked an index on the register itself. The serving role can neither
-- read nor write this table; registers.find asks who asks and gives ids only,
-- whose rows are then read under row security like any others.
create table registers.words (project uuid not null, register text not null, row uuid not null, words text not null, primary key (project, row));
comment on table registers.words is 'words of rows and components for searching; kept by trigger, read by registers.find only';
create index words_trigrams on registers.words using gin (project, words gin_trgm_ops);
alter table registers.words enable row level security;

create function registers.words_gone() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from registers.words w using gone where w.project = gone.project and w.row = gone.id;
  return null;
end $$;
-- Keeps the words of a register's rows t.
create function registers.keep_words(register text, words text) returns void language plpgsql as $$
begin
  execute format($f$create function registers.%1$s_words_new() returns trigger language plpgsql security definer set search_path = pg_catalog as $b$
    begin
      insert into registers.words select t.project, %1$L, t.id, %2$s from fresh t;
      return null;
    end $b$ $f$, register, words);
  execute format($f$create function registers.%1$s_words_changed() returns trigger language plpgsql security definer set search_path = pg_catalog as $b$
    begin
      update registers.words set words = %2$s where project = new.project and row = new.id;
      return null;
    end $b$ $f$, register, replace(words, 't.', 'new.'));
  execute format('create trigger words_new after insert on registers.%1$I referencing new table as fresh for each statement execute function registers.%1$s_words_new()', register);
  execute format('create trigger words_gone after delete on registers.%I referencing old table as gone for each statement execute function registers.words_gone()', register);
  execute format('create trigger words_changed after update on registers.%1$I for each row when (%2$s is distinct from %3$s) execute function registers.%1$s_words_changed()',
    register, replace(words, 't.', 'old.'), replace(words, 't.', 'new.'));
end $$;
select registers.keep_words('rows', 't.title_da || '' '' || t.title_en || '' '' || t.note || '' '' || t.criterion_da || '' '' || t.criterion_en || '' '' || t.measured_text');
select registers.keep_words('components', 't.tag || '' '' || t.name || '' '' || t.serial || '' '' || t.barcode || '' '' || t.asset || '' '' || t.description');

-- Ids of a register's rows whose words, or whose system's tag, are like the
-- pattern; null where they are more than up_to, which are found faster by
-- reading the list in its order.
create function registers.find(register text, pattern text, up_to int) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare found uuid[];
begin
  if not platform.is_member() then return '{}'; end if;
  -- Planned for this pattern: how rare its words are decides how they are found.
  execute format('select array_agg(row) from ((select row from registers.words where project = %1$L and register = %2$L and words ilike %3$L limit %4$s)
    union (select id from registers.%2$I where project = %1$L and system = any (array(select id from registers.systems where project = %1$L and tag ilike %3$L limit 500)) limit %4$s) limit %4$s) t',
    platform.project(), register, pattern, up_to + 1) into found;
  if cardinality(found) > up_to then return null; end if;
  return coalesce(found, '{}');
end $$;
