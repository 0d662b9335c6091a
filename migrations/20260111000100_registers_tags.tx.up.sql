-- How a project writes its tags, and the tags that things had before.
create table registers.tag_rules (id uuid primary key default gen_random_uuid(), grammar text not null constraint tag_rules_grammar check (grammar <> '' and length(grammar) <= 200));
comment on table registers.tag_rules is 'how a project writes the tags of its systems and components';
select platform.for_projects('registers.tag_rules');
create unique index tag_rules_project_uq on registers.tag_rules (project);

create table registers.tag_aliases (id uuid primary key default gen_random_uuid(), system uuid, component uuid, tag text not null, at timestamptz not null default platform.now(), person uuid,
  constraint tag_aliases_thing check ((system is null) <> (component is null)));
comment on table registers.tag_aliases is 'tags that a system or component had before, so that an old label still finds it; kept by trigger';
select platform.for_projects('registers.tag_aliases', false);
alter table registers.tag_aliases add constraint tag_aliases_system_fk foreign key (project, system) references registers.systems (project, id) on delete cascade deferrable,
  add constraint tag_aliases_component_fk foreign key (project, component) references registers.components (project, id) on delete cascade deferrable;
create policy narrowing on registers.tag_aliases as restrictive using (case when not (select platform.is_narrowed()) then true
  else system in (select id from registers.systems) or component in (select id from registers.components) end);
create unique index tag_aliases_tag_uq on registers.tag_aliases (project, coalesce(system, component), lower(tag));
create index tag_aliases_at on registers.tag_aliases (project, at desc, id desc);

-- Whatever changes a tag, the old one goes on finding the thing; one that comes
-- back is no longer an old one.
create function registers.keep_alias() returns trigger language plpgsql as $$
begin
  delete from registers.tag_aliases where project = new.project and coalesce(system, component) = new.id and lower(tag) = lower(new.tag);
  if lower(old.tag) <> lower(new.tag) then
    insert into registers.tag_aliases (system, component, tag, person)
      values (case when tg_argv[0] = 'system' then new.id end, case when tg_argv[0] = 'component' then new.id end, old.tag, platform.person())
      on conflict do nothing;
  end if;
  return null;
end $$;
create trigger alias after update of tag on registers.systems for each row when (old.tag is distinct from new.tag) execute function registers.keep_alias('system');
create trigger alias after update of tag on registers.components for each row when (old.tag is distinct from new.tag) execute function registers.keep_alias('component');

-- Tags that change places are unique again when all have moved: an index could
-- not wait for that, and a unique constraint cannot leave case aside.
drop index registers.systems_tag_uq;
drop index registers.components_tag_uq;
alter table registers.systems add constraint systems_tag_uq exclude using btree (project with =, lower(tag) with =) deferrable;
alter table registers.components add constraint components_tag_uq exclude using btree (project with =, lower(tag) with =) deferrable;

-- Ids of a register's rows whose words, or whose system's tag of today or
-- before, are like the pattern; null where they are more than up_to, which are
-- found faster by reading the list in its order.
create or replace function registers.find(register text, pattern text, up_to int) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare found uuid[];
begin
  if not platform.is_member() then return '{}'; end if;
  -- Planned for this pattern: how rare its words are decides how they are found.
  execute format('select array_agg(row) from ((select row from registers.words where project = %1$L and register = %2$L and words ilike %3$L limit %4$s)
    union (select id from registers.%2$I where project = %1$L and system = any (array(select id from registers.systems where project = %1$L and tag ilike %3$L limit 500)
      || array(select system from registers.tag_aliases where project = %1$L and system is not null and tag ilike %3$L limit 500)) limit %4$s)
    union (select component from registers.tag_aliases where project = %1$L and %2$L = ''components'' and component is not null and tag ilike %3$L limit %4$s) limit %4$s) t',
    platform.project(), register, pattern, up_to + 1) into found;
  if cardinality(found) > up_to then return null; end if;
  return coalesce(found, '{}');
end $$;
