-- Which files of the store belong to a project, or once did: what was deleted
-- there can be put back from the history. Kept by a trigger; the serving role
-- can neither read nor write it, and asks for one file at a time as the kernel.
create table platform.kept_files (sha256 text primary key);
comment on table platform.kept_files is 'files of the store that belong to a project; kept by trigger, read by platform.is_kept only';
alter table platform.kept_files enable row level security;

create function platform.keep_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into platform.kept_files values (new.sha256) on conflict do nothing;
  return null;
end $$;
create trigger kept after insert or update of sha256 on platform.files for each row execute function platform.keep_file();

-- A task that is not done has its finished parts in its checkpoint.
create function platform.is_kept(sha text) returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if platform.kind() is distinct from 'kernel' then raise insufficient_privilege; end if;
  return exists (select 1 from platform.kept_files where sha256 = sha)
    or exists (select 1 from platform.tasks where state in ('queued', 'running', 'failed') and position(sha in checkpoint::text) > 0);
end $$;
