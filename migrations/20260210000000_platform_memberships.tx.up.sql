-- What a member may do stands in the one row that both walls read: entering asks
-- for who it is and for this row, and for nothing else.
alter table platform.memberships drop column narrowed, drop column administers;
alter table platform.memberships add column company uuid, add column role text not null default '', add column rights text[] not null default '{}', add column disciplines uuid[],
  add column own_company boolean not null default false, add column expires_at timestamptz,
  add column narrowed boolean not null generated always as (own_company or disciplines is not null) stored,
  add column administers boolean not null generated always as (not program and 'project.administer' = any (rights)) stored;
comment on table platform.memberships is 'kept by trigger, read by platform.is_member and platform.enter';

drop function platform.enter(text, bytea, uuid, uuid, uuid, text, text, text, text, text, text, text, text, text[]);
drop function platform.marks_of(uuid);
comment on table platform.marks is 'kept by trigger, read by platform.enter only; without a project''s id stand changes by nobody in particular, which count for all';

-- Opens a piece of work: who presents this token, what may they do on the project,
-- and through whose eyes do they look; sets what row security and the history go
-- by. Asked for the state, it tells a member the marks of their project.
create function platform.enter(kind text, token bytea, as_person uuid, project uuid, request uuid, action text, origin text, at text, address text,
  device text, captured_at text, clock_offset text, timeout_ms text, limited text[] default null, stated boolean default false,
  out person uuid, out session uuid, out company uuid, out role text, out rights text[], out disciplines uuid[], out own_company boolean, out member boolean, out touched boolean,
  out limits text[], out proved timestamptz, out barred boolean, out viewer uuid, out marks text)
language plpgsql security definer set search_path = pg_catalog as $$
declare who record; m platform.memberships; other platform.memberships; looks_at uuid; looks_as uuid;
begin
  perform set_config('app.kind', enter.kind, true), set_config('app.person', coalesce(as_person::text, ''), true),
    set_config('app.project', coalesce(enter.project::text, ''), true), set_config('app.request', request::text, true),
    set_config('app.action', action, true), set_config('app.origin', enter.origin, true), set_config('app.now', at, true),
    set_config('app.address', address, true), set_config('app.disciplines', '', true), set_config('app.own_company', '', true),
    set_config('app.device', device, true), set_config('app.captured_at', captured_at, true), set_config('app.clock_offset', clock_offset, true),
    set_config('app.email', '', true), set_config('app.token', coalesce(encode(token, 'hex'), ''), true), set_config('app.viewer', '', true), set_config('statement_timeout', timeout_ms, true);
  if token is not null then
    who := accounts.identify(token);
    person := who.person; session := who.session; touched := who.touched; limits := who.limits; proved := who.proved; looks_at := who.views_project; looks_as := who.views_as;
    origin := coalesce(who.origin, enter.origin);
  else
    person := as_person; limits := limited;
  end if;
  member := false; barred := false;
  if person is not null and enter.project is not null then
    select * into m from platform.memberships k where k.project = enter.project and k.person = enter.person
      and (k.ends_on is null or k.ends_on >= platform.today()) and (k.expires_at is null or k.expires_at > platform.now());
    if looks_at = enter.project and m.administers and not m.narrowed and not m.barred then
      select * into other from platform.memberships k where k.project = enter.project and k.person = looks_as and not k.barred and (k.ends_on is null or k.ends_on >= platform.today());
      if other.person is not null then
        m := other; viewer := person; person := looks_as;
        perform set_config('app.viewer', viewer::text, true), set_config('transaction_read_only', 'on', true);
      end if;
    end if;
    if m.person is not null then
      member := true; company := m.company; role := m.role; rights := m.rights; disciplines := m.disciplines; own_company := m.own_company; barred := m.barred;
      if stated then
        marks := (select bit_xor(uuid_hash_extended(k.mark, 0)) from platform.marks k where k.project in (enter.project, '00000000-0000-0000-0000-000000000000'));
      end if;
    end if;
  end if;
  if token is not null or m.narrowed then
    perform set_config('app.token', '', true), set_config('app.person', coalesce(person::text, ''), true), set_config('app.origin', origin, true),
      set_config('app.disciplines', coalesce(disciplines::text, ''), true),
      set_config('app.own_company', case when own_company then coalesce(company::text, '00000000-0000-0000-0000-000000000000') else '' end, true);
  end if;
end $$;
