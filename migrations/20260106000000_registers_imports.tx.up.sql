-- Imports: a file is read and checked row by row before anything is changed,
-- then applied as one change.
create table registers.imports (
  id uuid primary key, file uuid not null, name text not null, format text not null default '' constraint imports_format check (format in ('', 'cobie', 'table')),
  thing text not null default '', state text not null default 'reading'
    constraint imports_state check (state in ('reading', 'mapping', 'checking', 'checked', 'applying', 'applied', 'undone', 'failed', 'cancelled')),
  sheets jsonb not null default '[]', mapping jsonb not null default '{}', mapping_from text not null default '', choice jsonb not null default '{}',
  counts jsonb not null default '{}', task uuid, entries uuid[] not null default '{}', language text not null default 'da', person uuid not null default platform.person()
);
comment on table registers.imports is 'files that were brought in, how they were read, and what came of them';
select platform.for_projects('registers.imports', false);
alter table registers.imports add constraint imports_file_fk foreign key (project, file) references platform.files (project, id);
create index imports_project on registers.imports (project, created_at desc);

create table registers.import_rows (
  id uuid primary key default gen_random_uuid(), import uuid not null, ordinal int not null, sheet text not null, row int not null, thing text not null, label text not null default '',
  outcome text not null constraint import_rows_outcome check (outcome in ('new', 'changed', 'same', 'wrong', 'done')),
  target uuid, base int, set jsonb not null default '{}', refs jsonb not null default '{}', cells jsonb not null default '{}', wrong jsonb not null default '[]', differs jsonb not null default '{}'
);
comment on table registers.import_rows is 'each row of an import: what it would do, or what is wrong with it';
select platform.for_projects('registers.import_rows', false);
create unique index import_rows_ordinal_uq on registers.import_rows (project, import, ordinal);
create index import_rows_outcome on registers.import_rows (project, import, outcome, ordinal);

create table registers.mappings (
  id uuid primary key default gen_random_uuid(), person uuid not null default platform.person(), fingerprint text not null, thing text not null, mapping jsonb not null, used_at timestamptz not null default platform.now()
);
comment on table registers.mappings is 'how a person has mapped the headers of a sheet before';
select platform.for_people('registers.mappings');
create unique index mappings_person_uq on registers.mappings (person, fingerprint);
