-- A change of a membership waits for its turn before it takes hold of the row, as
-- changes of a demand do: in another order two of them could wait for each other.
create or replace function projects.keep_memberships() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform platform.await_bar(coalesce(new.person, old.person));
  if tg_op <> 'INSERT' then delete from platform.memberships where project = old.project and person = old.person; end if;
  if tg_op <> 'DELETE' then
    insert into platform.memberships (project, person, narrowed, ends_on) values (new.project, new.person, new.own_company or new.disciplines is not null, new.ends_on);
    perform platform.bar(null, new.person);
  end if;
  return null;
end $$;
