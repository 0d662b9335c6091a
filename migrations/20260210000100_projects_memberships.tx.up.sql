-- A member's rights are told to the platform with the membership.
create or replace function projects.keep_memberships() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform platform.await_bar(coalesce(new.person, old.person));
  if tg_op <> 'INSERT' then delete from platform.memberships where project = old.project and person = old.person; end if;
  if tg_op <> 'DELETE' then
    insert into platform.memberships (project, person, company, role, rights, disciplines, own_company, ends_on)
      values (new.project, new.person, new.company, new.role, new.rights, new.disciplines, new.own_company, new.ends_on);
    perform platform.bar(null, new.person);
  end if;
  return null;
end $$;
drop trigger memberships on projects.members;
create trigger memberships after insert or delete or update of project, person, company, role, rights, disciplines, own_company, ends_on on projects.members
  for each row execute function projects.keep_memberships();
alter table projects.members no force row level security;
update platform.memberships m set company = k.company, role = k.role, rights = k.rights, disciplines = k.disciplines, own_company = k.own_company
  from projects.members k where k.project = m.project and k.person = m.person;
alter table projects.members force row level security;
drop function projects.rights_of(uuid, uuid);
