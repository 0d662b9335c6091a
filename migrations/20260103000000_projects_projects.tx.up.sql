-- Projects, the companies on them, and their members with rights.
create schema projects;

create table projects.projects (
  id uuid primary key, number text not null default '', name text not null, kind text not null default '', address text not null default '', client text not null default '',
  language text not null default 'da', currency text not null default 'DKK', budget numeric, size_m2 numeric, cx_cost numeric, cx_benefit numeric,
  starts_on date, handover_on date, state text not null default 'active' constraint projects_state check (state in ('active', 'archived')),
  project uuid generated always as (id) stored
);
comment on table projects.projects is 'one building project that is commissioned';
select platform.add_stamps('projects.projects');
select platform.keep_versions('projects.projects');
select platform.register_table('projects.projects', 'project', true, true);

create table projects.companies (id uuid primary key, name text not null);
comment on table projects.companies is 'the companies that take part in a project';
select platform.for_projects('projects.companies');
alter table projects.companies add constraint companies_project_id_uq unique (project, id);
create unique index companies_name_uq on projects.companies (project, lower(name));

create table projects.members (
  id uuid primary key, project uuid not null default platform.project() constraint members_project_fk references projects.projects (id), person uuid not null, company uuid, role text not null,
  rights text[] not null, disciplines uuid[], own_company boolean not null default false, invited_by uuid default platform.person(), joined_at timestamptz,
  constraint members_project_person_uq unique (project, person), constraint members_company_fk foreign key (project, company) references projects.companies (project, id)
);
comment on table projects.members is 'who works on a project and what they may do there';
create index members_person on projects.members (person);
select platform.add_stamps('projects.members');
select platform.keep_versions('projects.members');
select platform.register_table('projects.members', 'project', true, true);

alter table projects.members enable row level security, force row level security;
create policy own on projects.members for select using (person = (select platform.person()));
create policy members on projects.members using (project = (select platform.project()) and (select platform.is_member()))
  with check (project = (select platform.project()) and (select platform.is_member()));
create policy founder on projects.members for insert
  with check (project = (select platform.project()) and person = (select platform.person()) and (select platform.is_unclaimed()));

alter table projects.projects enable row level security, force row level security;
create policy mine on projects.projects for select using (id in (select m.project from projects.members m where m.person = (select platform.person())));
create policy members on projects.projects for update using (id = (select platform.project()) and (select platform.is_member()));
create policy founder on projects.projects for insert with check (id = (select platform.project()) and (select platform.is_unclaimed()));

create function projects.keep_memberships() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op <> 'INSERT' then delete from platform.memberships where project = old.project and person = old.person; end if;
  if tg_op <> 'DELETE' then
    insert into platform.memberships values (new.project, new.person, new.own_company or new.disciplines is not null);
  end if;
  return null;
end $$;
create trigger memberships after insert or delete or update of project, person, own_company, disciplines on projects.members
  for each row execute function projects.keep_memberships();

-- A member's rights; part of platform.enter.
create function projects.rights_of(in_project uuid, of_person uuid, out role text, out company uuid, out rights text[], out disciplines uuid[], out own_company boolean)
language plpgsql stable as $$
begin
  select m.role, m.company, m.rights, m.disciplines, m.own_company into role, company, rights, disciplines, own_company
    from projects.members m where m.project = in_project and m.person = of_person;
end $$;
