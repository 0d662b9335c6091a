-- The scope of a transaction: who acts, on which project, with which limits.
-- It is set once, by platform.enter, and read by every row security policy.
create schema platform;
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gin with schema public;

create function platform.setting(name text) returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.' || name, true), '') $$;
create function platform.kind() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.kind', true), '') $$;
create function platform.person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function platform.project() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.project', true), '')::uuid $$;
create function platform.request() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.request', true), '')::uuid $$;
-- The disciplines that a member is narrowed to; null: all of them.
create function platform.disciplines() returns uuid[] language sql stable parallel safe
  as $$ select nullif(current_setting('app.disciplines', true), '')::uuid[] $$;
-- The company that a member is narrowed to; null: every company's rows.
create function platform.own_company() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.own_company', true), '')::uuid $$;
create function platform.is_narrowed() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.disciplines', true), '') <> '' or coalesce(current_setting('app.own_company', true), '') <> '' $$;
-- The program's clock, so that tests and time travel move the data with it.
create function platform.now() returns timestamptz language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) $$;

-- Who is on which project, as the row security reads it. Kept by a trigger on
-- projects.members; the serving role can neither read nor write it.
create table platform.memberships (project uuid not null, person uuid not null, narrowed boolean not null, primary key (project, person));
alter table platform.memberships enable row level security;
comment on table platform.memberships is 'kept by trigger, read by platform.is_member only';

-- In plpgsql, whose plans a session keeps: it is asked by every statement.
create function platform.is_member() returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (select 1 from platform.memberships where project = nullif(current_setting('app.project', true), '')::uuid and person = nullif(current_setting('app.person', true), '')::uuid);
end $$;
-- A project that has no member yet: only then may a person make themselves one.
create function platform.is_unclaimed() returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select not exists (select 1 from platform.memberships where project = platform.project()) $$;

-- The projects whose every row the person may see, for sums across projects.
create function platform.my_projects() returns setof uuid language sql stable security definer set search_path = pg_catalog as $$
  select project from platform.memberships where person = platform.person() and not narrowed $$;

-- Every table of the product and who sees its rows; grants and checks read it.
create table platform.tables (
  name regclass primary key, kind text not null, writes boolean not null default true, versioned boolean not null default false
);
comment on table platform.tables is 'each table with the kind of its isolation';

create function platform.register_table(t regclass, kind text, writes boolean, versioned boolean) returns void language sql as $$
  insert into platform.tables values (t, kind, writes, versioned)
  on conflict (name) do update set kind = excluded.kind, writes = excluded.writes, versioned = excluded.versioned $$;

-- Stamps a changed row; a change that changes nothing is no change.
create function platform.stamp() returns trigger language plpgsql as $$
begin
  if new is not distinct from old then return null; end if;
  new.version := old.version + 1;
  new.changed_at := platform.now();
  return new;
end $$;

create function platform.add_stamps(t regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s add column if not exists version int not null default 1,
    add column if not exists created_by uuid, add column if not exists created_at timestamptz not null default now(),
    add column if not exists changed_at timestamptz not null default now()', t);
  execute format('alter table %s alter column created_by set default platform.person(),
    alter column created_at set default platform.now(), alter column changed_at set default platform.now()', t);
  execute format('create trigger stamp before update on %s for each row execute function platform.stamp()', t);
end $$;

-- A project's data: work inside the project by its members, narrowed to their
-- disciplines or company where the table carries these.
create function platform.for_projects(t regclass, versioned boolean default true) returns void language plpgsql as $$
declare has_discipline boolean; has_company boolean;
begin
  execute format('alter table %s add column if not exists project uuid not null', t);
  execute format('alter table %s alter column project set default platform.project()', t);
  execute format('alter table %s enable row level security, force row level security', t);
  execute format('create policy wall on %s as restrictive using (project = (select platform.project())) with check (project = (select platform.project()))', t);
  execute format('create policy members on %s using ((select platform.is_member())) with check ((select platform.is_member()))', t);
  select bool_or(attname = 'discipline'), bool_or(attname = 'company') into has_discipline, has_company
    from pg_attribute where attrelid = t and attnum > 0 and not attisdropped;
  -- One CASE, because the planner takes a chain of conditions that are nearly
  -- always true for a strict one and then reads and sorts the whole project.
  if has_discipline or has_company then
    execute format('create policy narrowing on %s as restrictive using (case when not (select platform.is_narrowed()) then true else %s and %s end)', t,
      case when has_discipline then '((select platform.disciplines()) is null or discipline = any ((select platform.disciplines())::uuid[]))' else 'true' end,
      case when has_company then '((select platform.own_company()) is null or company = (select platform.own_company()))' else 'true' end);
  end if;
  perform platform.add_stamps(t);
  if versioned then
    perform platform.keep_versions(t);
  else
    execute format('drop trigger stamp on %s', t);
  end if;
  perform platform.register_table(t, 'project', true, versioned);
end $$;

-- Rows that hang on another table's row are seen with it.
create function platform.narrow_by(t regclass, col name, parent regclass) returns void language plpgsql as $$
begin
  execute format('create policy with_%I on %s as restrictive using (case when not (select platform.is_narrowed()) then true else %I in (select id from %s) end)', col, t, col, parent);
end $$;

-- A person's data: that person only. No versions: personal data never stands in one.
create function platform.for_people(t regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security, force row level security', t);
  execute format('create policy own on %s using (person = (select platform.person())) with check (person = (select platform.person()))', t);
  perform platform.register_table(t, 'person', true, false);
end $$;

-- Tables that belong to nobody in particular: catalogue (all read, nobody
-- writes), intake (anybody inserts), machine (the kernel's own scope).
create function platform.for_platform(t regclass, kind text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security, force row level security', t);
  if kind = 'catalogue' then
    execute format('create policy read_all on %s for select using (true)', t);
    execute format('create policy owner_writes on %s to current_user using (true) with check (true)', t);
  elsif kind = 'intake' then
    execute format('create policy anybody_sends on %s for insert with check (true)', t);
    execute format('create policy staff_reads on %s using (platform.kind() = ''operator'')', t);
  elsif kind = 'machine' then
    execute format('create policy kernel on %s using ((select platform.kind()) = ''kernel'') with check ((select platform.kind()) = ''kernel'')', t);
  else
    raise exception 'for_platform knows no kind %', kind;
  end if;
  perform platform.register_table(t, kind, kind <> 'catalogue', false);
end $$;

-- Gives the serving role what it needs and no more; run after every migration.
create function platform.grant_to(serving name) returns void language plpgsql as $$
declare s name; t record;
begin
  for s in select distinct n.nspname from platform.tables p join pg_class c on c.oid = p.name join pg_namespace n on n.oid = c.relnamespace loop
    execute format('grant usage on schema %I to %I', s, serving);
    execute format('grant usage on all sequences in schema %I to %I', s, serving);
  end loop;
  execute format('grant usage on schema platform to %I', serving);
  for t in select name, writes from platform.tables loop
    execute format('revoke all on %s from %I', t.name, serving);
    execute format('grant %s on %s to %I', case when t.writes then 'select, insert, update, delete' else 'select' end, t.name, serving);
  end loop;
  execute format('grant select on platform.tables to %I', serving);
end $$;

-- How people sort: Danish letters last, numbers in tags by their value (VE2 before VE10).
create collation platform.natural_order (provider = icu, locale = 'da-u-kn-true');
