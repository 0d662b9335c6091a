-- A project may demand a second factor of its members.
alter table projects.projects add column second_factor boolean not null default false;

create function projects.keep_demanding() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform platform.note_demanding(new.id, new.second_factor);
  return null;
end $$;
create trigger demanding after update of second_factor on projects.projects for each row execute function projects.keep_demanding();

create or replace function projects.keep_memberships() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op <> 'INSERT' then delete from platform.memberships where project = old.project and person = old.person; end if;
  if tg_op <> 'DELETE' then
    insert into platform.memberships (project, person, narrowed) values (new.project, new.person, new.own_company or new.disciplines is not null);
    perform platform.bar(null, new.person);
  end if;
  return null;
end $$;

-- Whoever is kept out sees the name and number of the project, and why; no more.
drop policy mine on projects.projects;
create policy mine on projects.projects for select using (id in (select m.project from projects.members m where m.person = (select platform.person())) and id not in (select platform.barring()));
create policy owner_tells on projects.projects for select to current_user using (id in (select platform.barring()));
create function projects.barring(out id uuid, out number text, out name text) returns setof record language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.number, p.name from projects.projects p where p.id in (select platform.barring()) $$;
-- Whoever is let in by a token of the project is no member by the list, but reads what it is.
create policy inside on projects.projects for select using (id = (select platform.project()) and (select platform.is_member()));
