-- People, how they sign in, and on which projects they are shown.
create schema accounts;

create table accounts.people (
  id uuid primary key, version int not null default 1, email text not null, name text not null default '', company text not null default '',
  phone text not null default '', language text not null default 'da' constraint people_language check (language in ('da', 'en')),
  signs_in boolean not null default false, created_at timestamptz not null default platform.now(), changed_at timestamptz not null default platform.now(),
  constraint people_email_lower check (email = lower(email))
);
comment on table accounts.people is 'the only place where personal data stands; everything else refers to a person by id';
create unique index people_email_uq on accounts.people (email);

create table accounts.credentials (person uuid primary key constraint credentials_person_fk references accounts.people (id), password text not null, changed_at timestamptz not null default platform.now());
comment on table accounts.credentials is 'argon2id hashes with their parameters';
select platform.for_people('accounts.credentials');

create table accounts.sessions (
  id uuid primary key, person uuid not null constraint sessions_person_fk references accounts.people (id), hash bytea not null, opened_at timestamptz not null default platform.now(),
  used_at timestamptz not null default platform.now(), ends_at timestamptz not null, agent text not null default '', address text not null default ''
);
comment on table accounts.sessions is 'signed-in browsers, by the hash of their cookie';
create unique index sessions_hash_uq on accounts.sessions (hash);
create index sessions_person on accounts.sessions (person);
select platform.for_people('accounts.sessions');
create policy door on accounts.sessions for select using (encode(hash, 'hex') = platform.setting('token'));

create table accounts.tokens (
  id uuid primary key, person uuid not null constraint tokens_person_fk references accounts.people (id), hash bytea not null, name text not null, prefix text not null,
  created_at timestamptz not null default platform.now(), used_at timestamptz, expires_at timestamptz
);
comment on table accounts.tokens is 'personal API tokens, by their hash';
create unique index tokens_hash_uq on accounts.tokens (hash);
create index tokens_person on accounts.tokens (person);
select platform.for_people('accounts.tokens');
create policy door on accounts.tokens for select using (encode(hash, 'hex') = platform.setting('token'));

create table accounts.links (
  id uuid primary key, kind text not null constraint links_kind check (kind in ('invitation', 'reset')), person uuid not null constraint links_person_fk references accounts.people (id),
  project uuid, project_name text not null default '', role text not null default '', by uuid, hash bytea not null,
  created_at timestamptz not null default platform.now(), expires_at timestamptz not null, used_at timestamptz
);
comment on table accounts.links is 'links sent by mail that work once: invitations and password resets';
create unique index links_hash_uq on accounts.links (hash);
create index links_person on accounts.links (person, kind);
alter table accounts.links enable row level security, force row level security;
create policy door on accounts.links using (encode(hash, 'hex') = platform.setting('token')) with check (encode(hash, 'hex') = platform.setting('token'));
create policy own on accounts.links using (person = (select platform.person())) with check (person = (select platform.person()));
create policy inviter on accounts.links using (project = (select platform.project()) and (select platform.is_member())) with check (project = (select platform.project()) and (select platform.is_member()));
select platform.register_table('accounts.links', 'person', true, false);

create table accounts.contacts (id uuid primary key, person uuid not null constraint contacts_person_fk references accounts.people (id), left_at timestamptz);
comment on table accounts.contacts is 'who is shown on a project: its members, those who were, and contacts without sign-in';
select platform.for_projects('accounts.contacts');
alter table accounts.contacts add constraint contacts_project_person_uq unique (project, person);

-- A person is seen by themselves, by the projects they are shown on, and by
-- the sign-in that names their address.
alter table accounts.people enable row level security, force row level security;
create policy own on accounts.people using (id = (select platform.person())) with check (id = (select platform.person()));
create policy shown on accounts.people for select using (id in (select person from accounts.contacts));
create policy door on accounts.people for select using (email = platform.setting('email'));
create policy join_up on accounts.people for insert with check (platform.person() is not null);
select platform.register_table('accounts.people', 'person', true, false);

-- Whose token this is; part of platform.enter.
create function accounts.identify(token bytea, out person uuid, out session uuid, out language text, out origin text, out touched boolean, out limits text[])
language plpgsql stable as $$
begin
  select s.person, s.id, s.used_at > platform.now() - interval '5 minutes' into person, session, touched from accounts.sessions s
    where s.hash = token and s.ends_at > platform.now() and s.used_at > platform.now() - interval '7 days';
  if not found then
    select t.person, t.id, 'api', t.used_at > platform.now() - interval '5 minutes' into person, session, origin, touched from accounts.tokens t
      where t.hash = token and (t.expires_at is null or t.expires_at > platform.now());
  end if;
end $$;
