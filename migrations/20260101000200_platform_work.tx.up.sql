-- The kernel's own tables: events on their way, tasks, keys of repeated requests, files.
create table platform.outbox (
  id uuid primary key, event text not null, payload jsonb not null, project uuid, person uuid, request uuid,
  at timestamptz not null default platform.now(), done_at timestamptz, tries int not null default 0
);
comment on table platform.outbox is 'events told in a transaction, kept until every listener is done';
create index outbox_open on platform.outbox (at) where done_at is null;
select platform.for_platform('platform.outbox', 'machine');
create policy tell on platform.outbox for insert with check (true);

create table platform.inbox (event uuid not null, listener text not null, at timestamptz not null default platform.now(), primary key (event, listener));
comment on table platform.inbox is 'which listener has dealt with which event';
select platform.for_platform('platform.inbox', 'machine');
create policy tick_off on platform.inbox for insert with check (true);
create policy seen on platform.inbox for select using (true);

create table platform.tasks (
  id uuid primary key, kind text not null, project uuid, person uuid not null, title text not null default '', input jsonb not null default '{}',
  state text not null default 'queued' constraint tasks_state check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0, total bigint not null default 0, checkpoint jsonb not null default '{}', result jsonb not null default '{}', error jsonb,
  tries int not null default 0, heartbeat timestamptz, cancel boolean not null default false,
  created_at timestamptz not null default platform.now(), started_at timestamptz, changed_at timestamptz not null default platform.now()
);
comment on table platform.tasks is 'work in the background that a person started, with its progress';
create index tasks_project on platform.tasks (project, created_at desc);
create index tasks_person on platform.tasks (person, created_at desc);
create index tasks_open on platform.tasks (heartbeat) where state in ('queued', 'running');
select platform.for_platform('platform.tasks', 'machine');
create policy own on platform.tasks using (person = (select platform.person())) with check (person = (select platform.person()));

create table platform.idempotency (
  person uuid not null, key text not null, action text not null, body bytea not null, status int not null, answer bytea not null,
  at timestamptz not null default platform.now(), primary key (person, key)
);
comment on table platform.idempotency is 'answers given to requests that carried a key, so that a repeat gets the same';
create index idempotency_at on platform.idempotency (at);
select platform.for_platform('platform.idempotency', 'machine');
create policy own on platform.idempotency using (person = (select platform.person())) with check (person = (select platform.person()));

create table platform.files (
  id uuid primary key, sha256 text not null, name text not null, size bigint not null, media_type text not null
);
comment on table platform.files is 'what a project''s stored files are called; the bytes lie in the store by their hash';
select platform.for_projects('platform.files');
alter table platform.files add constraint files_project_id_uq unique (project, id);
create index files_sha on platform.files (sha256);

-- Opens a piece of work: sets the scope and says who acts with which rights,
-- in one statement. Met by accounts.identify (a token's person) and
-- projects.rights_of (a member's rights), which those modules' migrations make.
create function platform.enter(kind text, token bytea, as_person uuid, project uuid, request uuid, action text, origin text, at text, address text,
  device text, captured_at text, clock_offset text, timeout_ms text,
  out person uuid, out session uuid, out company uuid, out role text, out rights text[], out disciplines uuid[], out own_company boolean, out member boolean, out language text, out touched boolean, out limits text[])
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
    person := who.person; session := who.session; language := who.language; touched := who.touched; limits := who.limits;
    perform set_config('app.token', '', true), set_config('app.person', coalesce(person::text, ''), true),
      set_config('app.origin', coalesce(who.origin, enter.origin), true);
  else
    person := as_person;
  end if;
  member := false;
  if person is not null and enter.project is not null then
    select * into r from projects.rights_of(enter.project, person);
    if r.role is not null then
      member := true; company := r.company; role := r.role; rights := r.rights; disciplines := r.disciplines; own_company := r.own_company;
      perform set_config('app.disciplines', coalesce(disciplines::text, ''), true),
        set_config('app.own_company', case when own_company then coalesce(company::text, '00000000-0000-0000-0000-000000000000') else '' end, true);
    end if;
  end if;
end $$;
