-- A program's rights are told to the platform as a member's are.
create or replace function accounts.keep_programs() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op <> 'INSERT' then delete from platform.memberships where project = old.project and person = old.id; end if;
  if tg_op <> 'DELETE' and new.revoked_at is null then
    insert into platform.memberships (project, person, program, role, rights, expires_at) values (new.project, new.id, true, 'program', new.rights, new.expires_at);
  end if;
  return null;
end $$;
alter table accounts.programs no force row level security;
update platform.memberships m set role = 'program', rights = p.rights, expires_at = p.expires_at from accounts.programs p where p.project = m.project and p.id = m.person;
alter table accounts.programs force row level security;
drop function accounts.program_of(uuid, uuid);

-- Who presents a token; part of platform.enter, which hands the token over.
drop function accounts.identify(bytea);
create function accounts.identify(token bytea, out person uuid, out session uuid, out origin text, out touched boolean, out limits text[], out proved timestamptz,
  out views_project uuid, out views_as uuid)
language plpgsql stable as $$
declare now timestamptz := platform.now();
begin
  select s.person, s.id, s.used_at > now - interval '5 minutes', s.proved_at, case when s.views_until > now then s.views_project end, case when s.views_until > now then s.views_as end
    into person, session, touched, proved, views_project, views_as from accounts.sessions s
    where s.hash = token and s.ends_at > now and s.used_at > now - s.idle;
  if found then return; end if;
  select coalesce(t.person, t.program), t.id, 'api', t.used_at > now - interval '5 minutes', t.limits into person, session, origin, touched, limits from accounts.tokens t
    where t.hash = token and (t.expires_at is null or t.expires_at > now);
  if found then return; end if;
  select s.person, s.id, true, s.proved_at, case when s.views_until > now then s.views_project end, case when s.views_until > now then s.views_as end
    into person, session, touched, proved, views_project, views_as from accounts.sessions s
    where s.former = token and s.former_until > now and s.ends_at > now and s.used_at > now - s.idle;
end $$;
