-- What is done outside every project is sealed as a chain of its own; it is
-- looked through every night too, by the kernel, and the operator sees what came of it.
create function audit.outside_versions() returns setof audit.versions language sql stable security definer set search_path = pg_catalog as $$ select v.* from audit.versions v where v.project is null $$;
create function audit.outside_entries() returns setof audit.entries language sql stable security definer set search_path = pg_catalog as $$ select e.* from audit.entries e where e.project is null $$;

-- What came of the last look through each history, for the operator: that of
-- what was done outside projects goes by a project of zeros, and the others tell
-- no more than how many faults there were.
create table audit.looks (project uuid primary key, at timestamptz not null default platform.now(), faults int not null, found jsonb not null default '[]');
comment on table audit.looks is 'how many faults the last look through each history found; what they were, only of what was done outside projects';
select platform.for_platform('audit.looks', 'machine');
create policy owner_notes on audit.looks to current_user using (true) with check (true);

create function audit.keep_looks() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into audit.looks (project, at, faults) values (new.project, new.at, new.faults) on conflict (project) do update set at = excluded.at, faults = excluded.faults;
  return null;
end $$;
create trigger looks after insert on audit.checks for each row execute function audit.keep_looks();
