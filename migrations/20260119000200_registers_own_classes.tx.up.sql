-- Classes that a project brings in beside the shipped ones: CCS, SfB, an owner's
-- own. They are offered where a classification is chosen.
create table registers.own_classes (id uuid primary key, scheme text not null default '', code text not null, name_da text not null default '', name_en text not null default '', own jsonb not null default '{}',
  constraint own_classes_code check (code <> '' and length(code) <= 100), constraint own_classes_scheme check (length(scheme) <= 60),
  constraint own_classes_own check (jsonb_typeof(own) = 'object'));
comment on table registers.own_classes is 'classes of a project''s own classifications';
select platform.for_projects('registers.own_classes');
alter table registers.own_classes add constraint own_classes_project_id_uq unique (project, id);
create unique index own_classes_code_uq on registers.own_classes (project, lower(code), lower(scheme));
