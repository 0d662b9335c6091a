-- What a plant needs after handover: tasks of service that recur, and spare
-- parts. Each belongs to a system or to a product type.
create table registers.service_tasks (id uuid primary key, code text not null, name text not null default '', system uuid, type uuid, instruction text not null default '',
  every_months numeric, hours numeric, next_on date, company uuid, own jsonb not null default '{}',
  constraint service_tasks_code check (code <> '' and length(code) <= 60),
  constraint service_tasks_every_months check (every_months > 0 and every_months <= 1200), constraint service_tasks_hours check (hours >= 0 and hours <= 100000),
  constraint service_tasks_own check (jsonb_typeof(own) = 'object'));
comment on table registers.service_tasks is 'tasks of operation and maintenance that recur';
create table registers.spare_parts (id uuid primary key, part_number text not null, name text not null default '', system uuid, type uuid, supplier text not null default '', quantity numeric, kept_at text not null default '',
  note text not null default '', own jsonb not null default '{}',
  constraint spare_parts_part_number check (part_number <> '' and length(part_number) <= 200), constraint spare_parts_quantity check (quantity >= 0 and quantity <= 1e9),
  constraint spare_parts_own check (jsonb_typeof(own) = 'object'));
comment on table registers.spare_parts is 'spare parts of systems and product types, and where they are kept';
select platform.for_projects('registers.service_tasks');
select platform.for_projects('registers.spare_parts');
do $$ declare t text; begin
  foreach t in array array['service_tasks', 'spare_parts'] loop
    execute format('alter table registers.%1$s add constraint %1$s_project_id_uq unique (project, id),
      add constraint %1$s_system_fk foreign key (project, system) references registers.systems (project, id) deferrable,
      add constraint %1$s_type_fk foreign key (project, type) references registers.types (project, id) deferrable', t);
    execute format('create index %1$s_system on registers.%1$s (project, system)', t);
    execute format('create index %1$s_type on registers.%1$s (project, type)', t);
  end loop;
end $$;
create unique index service_tasks_code_uq on registers.service_tasks (project, lower(code));
create unique index spare_parts_part_number_uq on registers.spare_parts (project, lower(part_number), coalesce(system, type, '00000000-0000-0000-0000-000000000000'));
create index service_tasks_next on registers.service_tasks (project, next_on);
