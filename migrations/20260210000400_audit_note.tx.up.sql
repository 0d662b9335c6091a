-- What an action changed is looked for by values that the planner does not know. It
-- looked at the settings when a connection planned this for the first time: where
-- that was outside every project, it took all projects to be empty, and from then on
-- read a project's whole history at each change.
create or replace function audit.note(subject uuid, about jsonb) returns text language plpgsql security definer set search_path = pg_catalog as $$
declare counts jsonb; ids jsonb; of_project uuid := platform.project(); of_entry uuid := platform.request(); moment timestamptz := platform.now();
begin
  select coalesce(jsonb_object_agg(tbl, n), '{}'), coalesce(jsonb_object_agg(tbl, listed), '{}') into counts, ids from (
    select v.tbl, count(*) n, to_jsonb((array_agg(v.row))[1:60]) listed from audit.versions v
    where v.project = of_project and v.entry = of_entry and v.at = moment group by v.tbl) t;
  insert into audit.entries (id, at, project, person, action, origin, address, device, captured_at, clock_offset_ms, subject, about, tables)
  values (of_entry, moment, of_project, platform.person(), platform.setting('action'), coalesce(platform.setting('origin'), 'web'),
    platform.setting('address')::inet, platform.setting('device'), platform.setting('captured_at')::timestamptz,
    platform.setting('clock_offset')::int, subject, about, counts);
  if of_project is null or counts = '{}' then return null; end if;
  return jsonb_build_object('project', of_project, 'entry', of_entry, 'action', platform.setting('action'), 'person', platform.person(),
    'tables', case when length(ids::text) < 7000 then ids else '{}'::jsonb end)::text;
end $$;
