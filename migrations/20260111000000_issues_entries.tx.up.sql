-- The commissioning log: observations, issues and defects, who is to remedy
-- each, and who verified that it was.
create schema issues;

create table issues.entries (
  id uuid primary key, kind text not null constraint entries_kind check (kind in ('observation', 'issue', 'defect')), number int not null,
  label text not null generated always as (case kind when 'observation' then 'OBS-' when 'issue' then 'ISS-' else 'DEF-' end || number) stored,
  title text not null constraint entries_title check (title <> ''), description text not null default '', cause text not null default '',
  severity text not null default 'minor' constraint entries_severity check (severity in ('critical', 'major', 'minor')),
  status text not null default 'new' constraint entries_status check (status in ('new', 'assigned', 'remedied', 'rejected', 'verified', 'closed')),
  discipline uuid, system uuid, component uuid, location uuid, row uuid, test uuid, origin uuid, company uuid, person uuid, due_on date, cost_effect boolean not null default false,
  raised_by uuid, raised_side uuid, raised_at timestamptz not null default platform.now(),
  remedy text not null default '', remedied_by uuid, remedied_side uuid, remedied_at timestamptz,
  verification text not null default '', verified_by uuid, verified_side uuid, verified_at timestamptz,
  reason text not null default '', closed_by uuid, closed_at timestamptz
);
comment on table issues.entries is 'a line of the commissioning log: an observation, an issue or a defect, with the verification of its closing';
create table issues.photos (id uuid primary key, entry uuid not null, file uuid not null, stage text not null constraint photos_stage check (stage in ('before', 'after')), position int not null default 0, person uuid);
comment on table issues.photos is 'photos of what was found and of how it was remedied';
create table issues.events (
  id uuid primary key, entry uuid not null, at timestamptz not null, person uuid, side uuid, kind text not null,
  from_status text not null default '', to_status text not null default '', note text not null default '',
  to_company uuid, to_person uuid, due_on date, fields text not null default ''
);
comment on table issues.events is 'what happened to an entry and what was said of it; nothing in it is changed or deleted';
create table issues.settings (id uuid primary key default gen_random_uuid(), photo_on_remedy boolean not null default false, due_days int not null default 14 constraint settings_due_days check (due_days between 1 and 365));
comment on table issues.settings is 'how a project keeps its log';
create table issues.counters (id uuid primary key default gen_random_uuid(), kind text not null, last int not null default 0);
comment on table issues.counters is 'the last number given to each kind of entry';

select platform.for_projects('issues.entries');
select platform.for_projects('issues.photos');
select platform.for_projects('issues.events');
select platform.for_projects('issues.settings');
select platform.for_projects('issues.counters', false);
alter table issues.entries add constraint entries_project_id_uq unique (project, id), add constraint entries_number_uq unique (project, kind, number),
  add constraint entries_origin_fk foreign key (project, origin) references issues.entries (project, id) deferrable;
alter table issues.photos add constraint photos_entry_fk foreign key (project, entry) references issues.entries (project, id) deferrable,
  add constraint photos_file_fk foreign key (project, file) references platform.files (project, id) deferrable;
alter table issues.events add constraint events_entry_fk foreign key (project, entry) references issues.entries (project, id) deferrable;
create unique index settings_project_uq on issues.settings (project);
create unique index counters_kind_uq on issues.counters (project, kind);
select platform.narrow_by('issues.photos', 'entry', 'issues.entries');
select platform.narrow_by('issues.events', 'entry', 'issues.entries');
create policy kept on issues.events as restrictive for update using (false);
create policy never_deleted on issues.events as restrictive for delete using (false);

create index entries_raised on issues.entries (project, raised_at desc, id);
create index entries_status on issues.entries (project, status, due_on);
create index entries_company on issues.entries (project, company, status);
create index entries_person on issues.entries (project, person, status) where person is not null;
create index entries_discipline on issues.entries (project, discipline);
create index entries_system on issues.entries (project, system);
create index entries_row on issues.entries (project, row) where row is not null;
create index photos_entry on issues.photos (project, entry, stage, position);
create index events_entry on issues.events (project, entry, at, id);

-- What the history puts back happened to the entry too.
create function issues.tell_restored() returns trigger language plpgsql as $$
begin
  insert into issues.events (id, entry, at, person, kind, from_status, to_status)
    values (gen_random_uuid(), new.id, platform.now(), platform.person(), 'restored', old.status, new.status);
  return null;
end $$;
create trigger restored after update on issues.entries for each row when (platform.setting('action') like 'audit.%') execute function issues.tell_restored();
