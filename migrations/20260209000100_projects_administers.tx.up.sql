-- The platform knows who administers a project.
create or replace function projects.keep_memberships() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform platform.await_bar(coalesce(new.person, old.person));
  if tg_op <> 'INSERT' then delete from platform.memberships where project = old.project and person = old.person; end if;
  if tg_op <> 'DELETE' then
    insert into platform.memberships (project, person, narrowed, ends_on, administers)
      values (new.project, new.person, new.own_company or new.disciplines is not null, new.ends_on, 'project.administer' = any (new.rights));
    perform platform.bar(null, new.person);
  end if;
  return null;
end $$;
drop trigger memberships on projects.members;
create trigger memberships after insert or delete or update of project, person, own_company, disciplines, ends_on, rights on projects.members
  for each row execute function projects.keep_memberships();
create policy owner_notes_administrators on projects.members for select to current_user using (true);
update platform.memberships m set administers = true from projects.members k where k.project = m.project and k.person = m.person and 'project.administer' = any (k.rights);
drop policy owner_notes_administrators on projects.members;
