-- For clocked work that is done for each member of each project: a page of
-- memberships, for the kernel's own scope only.
create function platform.members_after(after_project uuid, after_person uuid, up_to int) returns table (project uuid, person uuid)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if platform.kind() is distinct from 'kernel' then raise insufficient_privilege; end if;
  return query select m.project, m.person from platform.memberships m where (m.project, m.person) > (after_project, after_person) order by 1, 2 limit up_to;
end $$;
