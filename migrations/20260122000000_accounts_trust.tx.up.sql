-- Second factors, sessions that say when somebody last showed who they are,
-- links that change an address, and tokens with limits.
alter table accounts.sessions add column proved_at timestamptz not null default platform.now(), add column idle interval not null default '7 days',
  add column former bytea, add column former_until timestamptz;
comment on column accounts.sessions.former is 'what the cookie was before it was changed, for requests that are on their way';
create index sessions_former on accounts.sessions (former) where former is not null;
drop policy door on accounts.sessions;
create policy door on accounts.sessions for select using (encode(hash, 'hex') = platform.setting('token') or encode(former, 'hex') = platform.setting('token'));

create table accounts.authenticators (
  person uuid primary key constraint authenticators_person_fk references accounts.people (id), secret bytea not null, step bigint not null default 0,
  made_at timestamptz not null default platform.now(), confirmed_at timestamptz
);
comment on table accounts.authenticators is 'apps that show codes: their secret, sealed by the key of the installation, and the last step of time whose code was used';
select platform.for_people('accounts.authenticators');

create table accounts.recovery_codes (
  person uuid not null constraint recovery_codes_person_fk references accounts.people (id), hash bytea not null, used_at timestamptz, primary key (person, hash)
);
comment on table accounts.recovery_codes is 'codes for whoever lost the second factor; each works once';
select platform.for_people('accounts.recovery_codes');

create table accounts.passkeys (
  id uuid primary key, person uuid not null constraint passkeys_person_fk references accounts.people (id), handle bytea not null, credential jsonb not null, name text not null,
  made_at timestamptz not null default platform.now(), used_at timestamptz
);
comment on table accounts.passkeys is 'public keys by which a person signs in without a password';
create unique index passkeys_handle_uq on accounts.passkeys (handle);
create index passkeys_person on accounts.passkeys (person);
select platform.for_people('accounts.passkeys');

create table accounts.spent (hash bytea primary key, ends_at timestamptz not null);
comment on table accounts.spent is 'sealed tickets that were used and work no more, until they would have ended anyway';
create index spent_ends on accounts.spent (ends_at);
select platform.for_platform('accounts.spent', 'machine');
create policy spend on accounts.spent for insert with check (true);
create policy seen on accounts.spent for select using (true);

alter table accounts.links drop constraint links_kind;
alter table accounts.links add constraint links_kind check (kind in ('invitation', 'reset', 'email', 'email_stop')), add column address text;
comment on column accounts.links.address is 'of a changed address: the new one, or the one it was before';

alter table accounts.tokens add column limits text[] not null default '{*}';

-- Who has a second factor counts on projects that demand one.
create function accounts.keep_proven() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare who uuid := coalesce(new.person, old.person);
begin
  perform platform.note_proven(who, exists (select 1 from accounts.authenticators a where a.person = who and a.confirmed_at is not null)
    or exists (select 1 from accounts.passkeys p where p.person = who));
  return null;
end $$;
create trigger proven after insert or update or delete on accounts.authenticators for each row execute function accounts.keep_proven();
create trigger proven after insert or delete on accounts.passkeys for each row execute function accounts.keep_proven();

drop function accounts.identify(bytea);
create function accounts.identify(token bytea, out person uuid, out session uuid, out language text, out origin text, out touched boolean, out limits text[], out proved timestamptz)
language plpgsql stable as $$
begin
  select s.person, s.id, s.used_at > platform.now() - interval '5 minutes', s.proved_at into person, session, touched, proved from accounts.sessions s
    where s.hash = token and s.ends_at > platform.now() and s.used_at > platform.now() - s.idle;
  if found then return; end if;
  select coalesce(t.person, t.program), t.id, 'api', t.used_at > platform.now() - interval '5 minutes', t.limits into person, session, origin, touched, limits from accounts.tokens t
    where t.hash = token and (t.expires_at is null or t.expires_at > platform.now());
  if found then return; end if;
  select s.person, s.id, true, s.proved_at into person, session, touched, proved from accounts.sessions s
    where s.former = token and s.former_until > platform.now() and s.ends_at > platform.now() and s.used_at > platform.now() - s.idle;
end $$;

-- Programs act on a project in its own name, with rights of their own.
create table accounts.programs (id uuid primary key, name text not null, rights text[] not null, expires_at timestamptz, revoked_at timestamptz);
comment on table accounts.programs is 'programs that act on a project by a token of its own; a revoked one stays, for the names in the history';
select platform.for_projects('accounts.programs');
alter table accounts.programs add constraint programs_project_id_uq unique (project, id);

alter table accounts.tokens alter column person drop not null, add column project uuid, add column program uuid,
  add constraint tokens_program_fk foreign key (project, program) references accounts.programs (project, id),
  add constraint tokens_whose check ((person is null) <> (program is null));
create index tokens_program on accounts.tokens (project, program);
create policy administered on accounts.tokens using (project = (select platform.project()) and (select platform.is_member())) with check (project = (select platform.project()) and (select platform.is_member()));
create policy used on accounts.tokens for update using (program = (select platform.person()));
create policy used_by on accounts.tokens for select using (program = (select platform.person()));

create function accounts.keep_programs() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op <> 'INSERT' then delete from platform.memberships where project = old.project and person = old.id; end if;
  if tg_op <> 'DELETE' and new.revoked_at is null then
    insert into platform.memberships (project, person, narrowed, program) values (new.project, new.id, false, true);
  end if;
  return null;
end $$;
create trigger memberships after insert or update or delete on accounts.programs for each row execute function accounts.keep_programs();

-- A program's rights; part of platform.enter.
create function accounts.program_of(in_project uuid, of_program uuid, out role text, out company uuid, out rights text[], out disciplines uuid[], out own_company boolean)
language plpgsql stable as $$
begin
  select 'program', p.rights, false into role, rights, own_company from accounts.programs p
    where p.project = in_project and p.id = of_program and p.revoked_at is null and (p.expires_at is null or p.expires_at > platform.now());
end $$;
