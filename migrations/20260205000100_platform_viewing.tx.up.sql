-- Whether a member of the project under way is let in: not once their days are
-- over, nor without the second factor that is demanded of them.
create function platform.lets_in(of_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select platform.is_member() and exists (select 1 from platform.memberships where project = platform.project() and person = of_person and not barred and (ends_on is null or ends_on >= platform.today())) $$;

-- Looking at a project as another member: with their rights and their eyes, and
-- without writing. It takes administering all of the project, at each request
-- anew; else one sees with one's own.
drop function platform.enter(text, bytea, uuid, uuid, uuid, text, text, text, text, text, text, text, text, text[]);
create function platform.enter(kind text, token bytea, as_person uuid, project uuid, request uuid, action text, origin text, at text, address text,
  device text, captured_at text, clock_offset text, timeout_ms text, limited text[] default null,
  out person uuid, out session uuid, out company uuid, out role text, out rights text[], out disciplines uuid[], out own_company boolean, out member boolean, out language text, out touched boolean,
  out limits text[], out proved timestamptz, out barred boolean, out viewer uuid)
language plpgsql as $$
declare who record; r record; own record; looks_at uuid; looks_as uuid;
begin
  perform set_config('app.kind', enter.kind, true), set_config('app.person', coalesce(as_person::text, ''), true),
    set_config('app.project', coalesce(enter.project::text, ''), true), set_config('app.request', request::text, true),
    set_config('app.action', action, true), set_config('app.origin', origin, true), set_config('app.now', at, true),
    set_config('app.address', address, true), set_config('app.disciplines', '', true), set_config('app.own_company', '', true),
    set_config('app.device', device, true), set_config('app.captured_at', captured_at, true), set_config('app.clock_offset', clock_offset, true),
    set_config('app.email', '', true), set_config('app.token', '', true), set_config('app.viewer', '', true), set_config('statement_timeout', timeout_ms, true);
  if token is not null then
    perform set_config('app.token', encode(token, 'hex'), true);
    select * into who from accounts.identify(token);
    person := who.person; session := who.session; language := who.language; touched := who.touched; limits := who.limits; proved := who.proved; looks_at := who.views_project; looks_as := who.views_as;
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
    if looks_at = enter.project and 'project.administer' = any (r.rights) and r.disciplines is null and not r.own_company and platform.lets_in(looks_as) then
      own := r;
      select * into r from projects.rights_of(enter.project, looks_as);
      if r.role is null then
        r := own;
      else
        viewer := person; person := looks_as;
        perform set_config('app.person', person::text, true), set_config('app.viewer', viewer::text, true), set_config('transaction_read_only', 'on', true);
      end if;
    end if;
    if r.role is not null then
      member := true; company := r.company; role := r.role; rights := r.rights; disciplines := r.disciplines; own_company := r.own_company;
      perform set_config('app.disciplines', coalesce(disciplines::text, ''), true),
        set_config('app.own_company', case when own_company then coalesce(company::text, '00000000-0000-0000-0000-000000000000') else '' end, true);
      barred := not platform.is_member();
    end if;
  end if;
end $$;

-- What is a person's own, and no project's, is seen through nobody else's eyes.
create function platform.by_oneself(t regclass) returns void language plpgsql as $$
begin
  execute format('create policy by_oneself on %s as restrictive using (platform.setting(''viewer'') is null)', t);
end $$;
create or replace function platform.for_people(t regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security, force row level security', t);
  execute format('create policy own on %s using (person = (select platform.person())) with check (person = (select platform.person()))', t);
  perform platform.by_oneself(t);
  perform platform.register_table(t, 'person', true, false);
end $$;
do $$
declare t regclass;
begin
  for t in select name from platform.tables where kind = 'person' and name <> 'accounts.people'::regclass loop
    perform platform.by_oneself(t);
  end loop;
end $$;
create policy by_oneself on platform.tasks as restrictive using (project is not null or platform.setting('viewer') is null);
create policy by_oneself on audit.entries as restrictive for select using (project is not null or platform.setting('viewer') is null);
