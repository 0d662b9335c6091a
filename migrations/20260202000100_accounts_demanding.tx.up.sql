-- Companies that demand a second factor of their people, by the domains of their
-- addresses. The settings say which; the program notes them when it begins to serve.
create table accounts.demanding (domain text primary key);
comment on table accounts.demanding is 'mail domains of companies that demand a second factor, as the settings have them';
select platform.for_platform('accounts.demanding', 'machine');
create policy owner_reads on accounts.demanding for select to current_user using (true);

create function accounts.domain_of(email text) returns text language sql immutable as $$ select rtrim(substring(lower(email) from '[^@]*$'), '.') $$;
create index people_domain on accounts.people (accounts.domain_of(email));
-- The function below runs as the owner, and only for the kernel.
create policy owner_binds on accounts.people for select to current_user using ((select platform.kind()) = 'kernel');

create function accounts.keep_demanding() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform platform.await_bar(null);
  perform platform.note_bound(array(select p.id from accounts.people p where accounts.domain_of(p.email) = coalesce(new.domain, old.domain)), tg_op = 'INSERT');
  return null;
end $$;
create trigger bound after insert or delete on accounts.demanding for each row execute function accounts.keep_demanding();

-- Who is new, or takes another address, belongs to another company from then on.
create function accounts.keep_bound() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare demanded boolean;
begin
  if tg_op = 'UPDATE' and accounts.domain_of(new.email) = accounts.domain_of(old.email) then return null; end if;
  perform platform.await_bar(new.id);
  demanded := exists (select 1 from accounts.demanding d where d.domain = accounts.domain_of(new.email));
  if demanded or tg_op = 'UPDATE' then perform platform.note_bound(array[new.id], demanded); end if;
  return null;
end $$;
create trigger bound after insert or update of email on accounts.people for each row execute function accounts.keep_bound();

-- Of two factors that are taken away at once, the second to go is seen as the last.
create or replace function accounts.keep_proven() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare who uuid := coalesce(new.person, old.person);
begin
  perform platform.await_bar(who);
  perform platform.note_proven(who, exists (select 1 from accounts.authenticators a where a.person = who and a.confirmed_at is not null)
    or exists (select 1 from accounts.passkeys p where p.person = who));
  return null;
end $$;
