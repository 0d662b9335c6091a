-- The history: one entry for each action, one version for each changed row.
create schema audit;

create table audit.entries (
  id uuid not null, at timestamptz not null, project uuid, person uuid, action text not null, origin text not null,
  address inet, device text, captured_at timestamptz, clock_offset_ms int, subject uuid, about jsonb not null default '{}', tables jsonb not null default '{}',
  primary key (id, at)
) partition by range (at);
comment on table audit.entries is 'one row for each action that a person, job or token carried out';
create index entries_project_at on audit.entries (project, at desc, id);
create index entries_person_at on audit.entries (project, person, at desc);

create table audit.versions (
  seq bigint generated always as identity, at timestamptz not null, xid xid8 not null default pg_current_xact_id(),
  project uuid, entry uuid, person uuid, action text, origin text,
  tbl text not null, row uuid not null, version int not null, op "char" not null, new jsonb, old jsonb,
  discipline uuid, company uuid, primary key (seq, at)
) partition by range (at);
comment on table audit.versions is 'one row for each insert, update and delete of a project''s data: the new row whole, of the old what changed';
create index versions_row on audit.versions (project, row, seq desc);
create index versions_entry on audit.versions (project, entry, seq);

create table audit.entries_default partition of audit.entries default;
create table audit.versions_default partition of audit.versions default;

-- Makes the month's partitions; run at start and by a clocked job.
create function audit.make_month(day date) returns void language plpgsql as $$
declare month date := date_trunc('month', day); suffix text := to_char(month, 'YYYYMM'); part text;
begin
  foreach part in array array['entries', 'versions'] loop
    if to_regclass(format('audit.%s_%s', part, suffix)) is null and not exists (
      select 1 from audit.entries_default where at >= month and at < month + interval '1 month') and not exists (
      select 1 from audit.versions_default where at >= month and at < month + interval '1 month') then
      execute format('create table audit.%1$s_%2$s partition of audit.%1$s for values from (%3$L) to (%4$L)', part, suffix, month, month + interval '1 month');
      execute format('alter table audit.%s_%s enable row level security, force row level security', part, suffix);
    end if;
  end loop;
end $$;
alter table audit.entries_default enable row level security, force row level security;
alter table audit.versions_default enable row level security, force row level security;

-- The serving role reads; only the functions below, which run as the owner, write.
alter table audit.entries enable row level security, force row level security;
alter table audit.versions enable row level security, force row level security;
create policy own_entries on audit.entries for select using (person = (select platform.person()) and project is null);
create policy project_entries on audit.entries for select using (project = (select platform.project()) and (select platform.is_member())
  and case when not (select platform.is_narrowed()) then true else person = (select platform.person()) end);
create policy owner_writes on audit.entries for insert to current_user with check (true);
create policy project_versions on audit.versions for select using (project = (select platform.project()) and (select platform.is_member())
  and case when not (select platform.is_narrowed()) then true else
    ((select platform.disciplines()) is null or discipline = any ((select platform.disciplines())::uuid[])) and ((select platform.own_company()) is null or company = (select platform.own_company())) end);
create policy owner_writes on audit.versions for insert to current_user with check (true);
create policy owner_counts on audit.versions for select to current_user using (entry = platform.request());
select platform.register_table('audit.entries', 'history', false, false);
select platform.register_table('audit.versions', 'history', false, false);

-- Changed and deleted rows one by one, new ones together: what comes in by the
-- thousand is new.
create function audit.record() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare n jsonb; r jsonb; changed jsonb; id uuid; version int; project uuid;
begin
  if tg_op = 'DELETE' then
    changed := to_jsonb(old); r := changed; id := old.id; project := old.project; version := old.version + 1;
  else
    n := to_jsonb(new); r := n; id := new.id; project := new.project; version := new.version;
    select jsonb_object_agg(o.key, o.value) into changed from jsonb_each(to_jsonb(old)) o where o.value is distinct from n -> o.key;
  end if;
  insert into audit.versions (at, project, entry, person, action, origin, tbl, row, version, op, new, old, discipline, company)
  values (platform.now(), project, platform.request(), platform.person(), platform.setting('action'), coalesce(platform.setting('origin'), 'web'),
    tg_table_schema || '.' || tg_table_name, id, version, left(tg_op, 1)::"char", n, changed, (r ->> 'discipline')::uuid, (r ->> 'company')::uuid);
  return null;
end $$;
create function audit.record_new() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_variable
declare at timestamptz := platform.now(); request uuid := platform.request(); person uuid := platform.person(); action text := platform.setting('action');
  origin text := coalesce(platform.setting('origin'), 'web'); tbl text := tg_table_schema || '.' || tg_table_name;
begin
  insert into audit.versions (at, project, entry, person, action, origin, tbl, row, version, op, new, discipline, company)
  select at, f.project, request, person, action, origin, tbl, f.id, f.version, 'I', to_jsonb(f), (to_jsonb(f) ->> 'discipline')::uuid, (to_jsonb(f) ->> 'company')::uuid from fresh f;
  return null;
end $$;

create function platform.keep_versions(t regclass) returns void language plpgsql as $$
begin
  execute format('create trigger versions after update or delete on %s for each row execute function audit.record()', t);
  execute format('create trigger versions_new after insert on %s referencing new table as fresh for each statement execute function audit.record_new()', t);
end $$;

-- Ends an action: writes its entry and returns what listeners are to be told of
-- it. They are told after the commit: a notification inside it would have all
-- writers of the database wait for each other.
create function audit.note(subject uuid, about jsonb) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare counts jsonb; ids jsonb; project uuid := platform.project();
begin
  select coalesce(jsonb_object_agg(tbl, n), '{}'), coalesce(jsonb_object_agg(tbl, listed), '{}') into counts, ids from (
    select v.tbl, count(*) n, to_jsonb((array_agg(v.row))[1:60]) listed from audit.versions v
    where v.project = platform.project() and v.entry = platform.request() and v.at = platform.now() group by v.tbl) t;
  insert into audit.entries (id, at, project, person, action, origin, address, device, captured_at, clock_offset_ms, subject, about, tables)
  values (platform.request(), platform.now(), project, platform.person(), platform.setting('action'), coalesce(platform.setting('origin'), 'web'),
    platform.setting('address')::inet, platform.setting('device'), platform.setting('captured_at')::timestamptz,
    platform.setting('clock_offset')::int, subject, about, counts);
  if project is null or counts = '{}' then return null; end if;
  return jsonb_build_object('project', project, 'entry', platform.request(), 'action', platform.setting('action'), 'person', platform.person(),
    'tables', case when length(ids::text) < 7000 then ids else '{}'::jsonb end)::text;
end $$;
