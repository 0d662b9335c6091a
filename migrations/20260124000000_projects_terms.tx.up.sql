-- A membership can end by itself: with the day it ends on, in Denmark.
create function platform.today() returns date language sql stable parallel safe as $$ select (platform.now() at time zone 'Europe/Copenhagen')::date $$;
alter table platform.memberships add column ends_on date;
alter table projects.members add column ends_on date;
comment on column projects.members.ends_on is 'the last day on which the membership counts; null: until it is taken away';

create or replace function platform.is_member() returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (select 1 from platform.memberships where project = nullif(current_setting('app.project', true), '')::uuid and person = nullif(current_setting('app.person', true), '')::uuid and not barred
    and (ends_on is null or ends_on >= platform.today()));
end $$;
create or replace function platform.my_projects() returns setof uuid language sql stable security definer set search_path = pg_catalog as $$
  select project from platform.memberships where person = platform.person() and not narrowed and not barred and (ends_on is null or ends_on >= platform.today()) $$;
create or replace function platform.members_after(after_project uuid, after_person uuid, up_to int) returns table (project uuid, person uuid)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if platform.kind() is distinct from 'kernel' then raise insufficient_privilege; end if;
  return query select m.project, m.person from platform.memberships m where (m.project, m.person) > (after_project, after_person) and not m.barred and not m.program
    and (m.ends_on is null or m.ends_on >= platform.today()) order by 1, 2 limit up_to;
end $$;

create or replace function projects.keep_memberships() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op <> 'INSERT' then delete from platform.memberships where project = old.project and person = old.person; end if;
  if tg_op <> 'DELETE' then
    insert into platform.memberships (project, person, narrowed, ends_on) values (new.project, new.person, new.own_company or new.disciplines is not null, new.ends_on);
    perform platform.bar(null, new.person);
  end if;
  return null;
end $$;
drop trigger memberships on projects.members;
create trigger memberships after insert or delete or update of project, person, own_company, disciplines, ends_on on projects.members
  for each row execute function projects.keep_memberships();

-- Who has no longer a part in a project finds it nowhere.
drop policy own on projects.members;
create policy own on projects.members for select using (person = (select platform.person()) and (ends_on is null or ends_on >= (select platform.today())));
