-- Saved views of the registers. One that is somebody's own is seen by nobody
-- else; one that is the project's may stand first for everybody.
create table registers.views (
  id uuid primary key, thing text not null, name text not null constraint views_name check (name <> '' and length(name) <= 120),
  whose text not null default 'mine' constraint views_whose check (whose in ('mine', 'project', 'default')),
  person uuid not null default platform.person(), state jsonb not null default '{}'
);
comment on table registers.views is 'how a register is looked at: filters, order, groups and columns';
select platform.for_projects('registers.views');
create policy own on registers.views as restrictive using (whose <> 'mine' or person = (select platform.person()));
create index views_thing on registers.views (project, thing, name);
create unique index views_default_uq on registers.views (project, thing) where whose = 'default';
