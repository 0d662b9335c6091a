-- Whoever is kept out is told whether the project demands it, or only their company.
drop function projects.barring();
create function projects.barring(out id uuid, out number text, out name text, out second_factor boolean) returns setof record language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.number, p.name, p.second_factor from projects.projects p where p.id in (select platform.barring()) $$;
