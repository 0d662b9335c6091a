-- What a project's tables are known by: marks that are drawn anew by each
-- transaction that changes one of them. As long as they are the same, nothing has
-- changed; they never come back, not in a database that was restored either.
-- Who writes takes a mark that nobody else is writing, so that nobody waits.
create table platform.marks (project uuid not null, n uuid not null default gen_random_uuid(), mark uuid not null default gen_random_uuid(), primary key (project, n)) with (fillfactor = 50);
alter table platform.marks enable row level security;
comment on table platform.marks is 'kept by trigger, read by platform.marks_of only; without a project''s id stand changes by nobody in particular, which count for all';

create function platform.mark() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare of_project uuid := coalesce(platform.project(), '00000000-0000-0000-0000-000000000000');
begin
  if current_setting('app.marked', true) = of_project::text then return null; end if;
  update platform.marks m set mark = gen_random_uuid() where m.project = of_project and m.n = (select free.n from platform.marks free where free.project = of_project limit 1 for update skip locked);
  if not found then insert into platform.marks (project) values (of_project); end if;
  perform set_config('app.marked', of_project::text, true);
  return null;
end $$;

create function platform.marks_of(of_project uuid) returns text language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return (select coalesce(string_agg(mark::text, '' order by project, n), '') from platform.marks where project in (of_project, '00000000-0000-0000-0000-000000000000'));
end $$;

create function platform.keep_marks(t regclass) returns void language plpgsql as $$
begin
  execute format('create trigger marks after insert or update or delete or truncate on %s for each statement execute function platform.mark()', t);
end $$;
create or replace function platform.register_table(t regclass, kind text, writes boolean, versioned boolean) returns void language plpgsql as $$
begin
  insert into platform.tables values (t, register_table.kind, register_table.writes, register_table.versioned)
    on conflict (name) do update set kind = excluded.kind, writes = excluded.writes, versioned = excluded.versioned;
  if versioned and not exists (select 1 from pg_trigger where tgrelid = t and tgname = 'marks') then
    perform platform.keep_marks(t);
  end if;
end $$;
select platform.keep_marks(name) from platform.tables where versioned or name = 'registers.tag_aliases'::regclass;
