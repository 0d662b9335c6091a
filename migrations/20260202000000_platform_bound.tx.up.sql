-- Whoever belongs to a company that demands a second factor is kept out of every
-- project until they have one, whatever the project itself demands.
create table platform.bound (person uuid primary key);
alter table platform.bound enable row level security;
comment on table platform.bound is 'of whom a company demands a second factor; kept by trigger, read by the functions below only';

create function platform.keeps_out(of_project uuid, of_person uuid, is_program boolean) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select not is_program and (exists (select 1 from platform.demanding d where d.project = of_project) or exists (select 1 from platform.bound b where b.person = of_person))
    and not exists (select 1 from platform.proven p where p.person = of_person) $$;

-- What is demanded, of whom, and who has it can change at the same time. So that
-- none of them decides by what another has not committed yet, changes of one
-- person wait for each other, and changes of a demand for all of them.
create function platform.await_bar(of_person uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  if of_person is null then
    perform pg_advisory_xact_lock(hashtextextended('platform.bar', 0));
  else
    perform pg_advisory_xact_lock_shared(hashtextextended('platform.bar', 0));
    perform pg_advisory_xact_lock(hashtextextended('platform.bar ' || of_person, 0));
  end if;
end $$;
create or replace function platform.bar(of_project uuid, of_person uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform platform.await_bar(of_person);
  update platform.memberships m set barred = not m.barred
    where (m.project = of_project or m.person = of_person) and m.barred <> platform.keeps_out(m.project, m.person, m.program);
end $$;
create function platform.note_bound(of_people uuid[], are_bound boolean) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  if are_bound then
    insert into platform.bound select unnest(of_people) on conflict do nothing;
  else
    delete from platform.bound where person = any (of_people);
  end if;
  update platform.memberships m set barred = not m.barred where m.person = any (of_people) and m.barred <> platform.keeps_out(m.project, m.person, m.program);
end $$;
create index memberships_person on platform.memberships (person);
revoke execute on function platform.keeps_out(uuid, uuid, boolean), platform.await_bar(uuid), platform.note_bound(uuid[], boolean) from public;
