-- Members of a project that demands a second factor get nothing of it until
-- they have one; what a token may do at most goes along with its work.
alter table platform.memberships add column barred boolean not null default false, add column program boolean not null default false;

create table platform.proven (person uuid primary key);
alter table platform.proven enable row level security;
comment on table platform.proven is 'who has a second factor; kept by trigger, read by the functions below only';

create table platform.demanding (project uuid primary key);
alter table platform.demanding enable row level security;
comment on table platform.demanding is 'projects that demand a second factor; kept by trigger, read by the functions below only';

create or replace function platform.is_member() returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (select 1 from platform.memberships where project = nullif(current_setting('app.project', true), '')::uuid and person = nullif(current_setting('app.person', true), '')::uuid and not barred);
end $$;
create or replace function platform.my_projects() returns setof uuid language sql stable security definer set search_path = pg_catalog as $$
  select project from platform.memberships where person = platform.person() and not narrowed and not barred $$;
create or replace function platform.members_after(after_project uuid, after_person uuid, up_to int) returns table (project uuid, person uuid)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if platform.kind() is distinct from 'kernel' then raise insufficient_privilege; end if;
  return query select m.project, m.person from platform.memberships m where (m.project, m.person) > (after_project, after_person) and not m.barred and not m.program order by 1, 2 limit up_to;
end $$;

-- Bars and lets in by what the project demands and who has a second factor.
create function platform.bar(of_project uuid, of_person uuid) returns void language sql security definer set search_path = pg_catalog as $$
  update platform.memberships m set barred = demanded from (
    select k.project, k.person, not k.program and exists (select 1 from platform.demanding d where d.project = k.project) and not exists (select 1 from platform.proven p where p.person = k.person) as demanded
    from platform.memberships k where k.project = of_project or k.person = of_person) as now
  where m.project = now.project and m.person = now.person and m.barred <> demanded $$;
create function platform.note_proven(of_person uuid, is_proven boolean) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  if is_proven then
    insert into platform.proven values (of_person) on conflict do nothing;
  else
    delete from platform.proven where person = of_person;
  end if;
  perform platform.bar(null, of_person);
end $$;
create function platform.note_demanding(of_project uuid, is_demanding boolean) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  if is_demanding then
    insert into platform.demanding values (of_project) on conflict do nothing;
  else
    delete from platform.demanding where project = of_project;
  end if;
  perform platform.bar(of_project, null);
end $$;
revoke execute on function platform.bar(uuid, uuid), platform.note_proven(uuid, boolean), platform.note_demanding(uuid, boolean) from public;

-- The projects that keep the person out until they have a second factor.
create function platform.barring() returns setof uuid language sql stable security definer set search_path = pg_catalog as $$
  select project from platform.memberships where person = platform.person() and barred $$;
-- The members of the project under way who have a second factor.
create function platform.proven_members() returns setof uuid language sql stable security definer set search_path = pg_catalog as $$
  select m.person from platform.memberships m join platform.proven p on p.person = m.person where m.project = platform.project() and platform.is_member() $$;

alter table platform.tasks add column limits text[];
comment on column platform.tasks.limits is 'of the token that asked for it; null: a person did';

drop function platform.enter(text, bytea, uuid, uuid, uuid, text, text, text, text, text, text, text, text);
create function platform.enter(kind text, token bytea, as_person uuid, project uuid, request uuid, action text, origin text, at text, address text,
  device text, captured_at text, clock_offset text, timeout_ms text, limited text[] default null,
  out person uuid, out session uuid, out company uuid, out role text, out rights text[], out disciplines uuid[], out own_company boolean, out member boolean, out language text, out touched boolean,
  out limits text[], out proved timestamptz, out barred boolean)
language plpgsql as $$
declare who record; r record;
begin
  perform set_config('app.kind', enter.kind, true), set_config('app.person', coalesce(as_person::text, ''), true),
    set_config('app.project', coalesce(enter.project::text, ''), true), set_config('app.request', request::text, true),
    set_config('app.action', action, true), set_config('app.origin', origin, true), set_config('app.now', at, true),
    set_config('app.address', address, true), set_config('app.disciplines', '', true), set_config('app.own_company', '', true),
    set_config('app.device', device, true), set_config('app.captured_at', captured_at, true), set_config('app.clock_offset', clock_offset, true),
    set_config('app.email', '', true), set_config('app.token', '', true), set_config('statement_timeout', timeout_ms, true);
  if token is not null then
    perform set_config('app.token', encode(token, 'hex'), true);
    select * into who from accounts.identify(token);
    person := who.person; session := who.session; language := who.language; touched := who.touched; limits := who.limits; proved := who.proved;
    perform set_config('app.token', '', true), set_config('app.person', coalesce(person::text, ''), true),
      set_config('app.origin', coalesce(who.origin, enter.origin), true);
  else
    person := as_person; limits := limited;
  end if;
  member := false; barred := false;
  if person is not null and enter.project is not null then
    select * into r from projects.rights_of(enter.project, person);
    if r.role is null then
      select * into r from accounts.program_of(enter.project, person);
    end if;
    if r.role is not null then
      member := true; company := r.company; role := r.role; rights := r.rights; disciplines := r.disciplines; own_company := r.own_company;
      perform set_config('app.disciplines', coalesce(disciplines::text, ''), true),
        set_config('app.own_company', case when own_company then coalesce(company::text, '00000000-0000-0000-0000-000000000000') else '' end, true);
      barred := not platform.is_member();
    end if;
  end if;
end $$;
