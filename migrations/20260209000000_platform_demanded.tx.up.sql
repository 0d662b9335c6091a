-- The installation itself can demand a second factor: of everybody, or of those
-- who administer a project, on that project. Programs are not asked.
create table platform.demanded (whom text primary key, constraint demanded_whom check (whom in ('everybody', 'administrators')));
alter table platform.demanded enable row level security;
comment on table platform.demanded is 'of whom the installation demands a second factor, as the settings have it; read by the functions below only';
alter table platform.memberships add column administers boolean not null default false;

create function platform.keeps_out(of_project uuid, of_person uuid, is_program boolean, is_administrator boolean) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select not is_program and (exists (select 1 from platform.demanding d where d.project = of_project) or exists (select 1 from platform.bound b where b.person = of_person)
      or exists (select 1 from platform.demanded d where d.whom = 'everybody' or is_administrator))
    and not exists (select 1 from platform.proven p where p.person = of_person) $$;
create or replace function platform.bar(of_project uuid, of_person uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform platform.await_bar(of_person);
  update platform.memberships m set barred = not m.barred
    where (m.project = of_project or m.person = of_person) and m.barred <> platform.keeps_out(m.project, m.person, m.program, m.administers);
end $$;
create or replace function platform.note_bound(of_people uuid[], are_bound boolean) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  if are_bound then
    insert into platform.bound select unnest(of_people) on conflict do nothing;
  else
    delete from platform.bound where person = any (of_people);
  end if;
  update platform.memberships m set barred = not m.barred where m.person = any (of_people) and m.barred <> platform.keeps_out(m.project, m.person, m.program, m.administers);
end $$;
drop function platform.keeps_out(uuid, uuid, boolean);

-- Whom the installation demands it of: everybody, administrators, or nobody ('').
create function platform.demand_of(who text) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  if platform.kind() is distinct from 'kernel' then raise insufficient_privilege; end if;
  if (select coalesce(max(whom), '') from platform.demanded) = who then return; end if;
  perform platform.await_bar(null);
  delete from platform.demanded;
  insert into platform.demanded select who where who <> '';
  update platform.memberships m set barred = not m.barred where m.barred <> platform.keeps_out(m.project, m.person, m.program, m.administers);
end $$;
-- Whether it demands it of the person of the scope, or would of whoever begins a project.
create function platform.demanded_of_me(begins_project boolean) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select 1 from platform.demanded d where d.whom = 'everybody' or begins_project
    or exists (select 1 from platform.memberships m where m.person = platform.person() and m.administers and not m.program)) $$;
revoke execute on function platform.keeps_out(uuid, uuid, boolean, boolean) from public;
