-- Whoever administers a project may look at it as another member sees it, in
-- one session and for a while.
alter table accounts.sessions add column views_project uuid, add column views_as uuid, add column views_until timestamptz,
  add constraint sessions_views check ((views_project is null) = (views_as is null) and (views_project is null) = (views_until is null));
comment on column accounts.sessions.views_as is 'the member through whose eyes the session sees a project; null: its own';

drop function accounts.identify(bytea);
create function accounts.identify(token bytea, out person uuid, out session uuid, out language text, out origin text, out touched boolean, out limits text[], out proved timestamptz,
  out views_project uuid, out views_as uuid)
language plpgsql stable as $$
begin
  select s.person, s.id, s.used_at > platform.now() - interval '5 minutes', s.proved_at,
      case when s.views_until > platform.now() then s.views_project end, case when s.views_until > platform.now() then s.views_as end
    into person, session, touched, proved, views_project, views_as from accounts.sessions s
    where s.hash = token and s.ends_at > platform.now() and s.used_at > platform.now() - s.idle;
  if found then return; end if;
  select coalesce(t.person, t.program), t.id, 'api', t.used_at > platform.now() - interval '5 minutes', t.limits into person, session, origin, touched, limits from accounts.tokens t
    where t.hash = token and (t.expires_at is null or t.expires_at > platform.now());
  if found then return; end if;
  select s.person, s.id, true, s.proved_at,
      case when s.views_until > platform.now() then s.views_project end, case when s.views_until > platform.now() then s.views_as end
    into person, session, touched, proved, views_project, views_as from accounts.sessions s
    where s.former = token and s.former_until > platform.now() and s.ends_at > platform.now() and s.used_at > platform.now() - s.idle;
end $$;
