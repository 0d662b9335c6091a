-- Presets of rights that a company keeps beside the product's.
create table projects.presets (
  id uuid primary key, name text not null constraint presets_name check (btrim(name) <> '' and length(name) <= 60), about text not null default '' constraint presets_about check (length(about) <= 500),
  rights text[] not null constraint presets_rights check (cardinality(rights) between 1 and 100), narrowed boolean not null default false, own_company boolean not null default false, ends boolean not null default false
);
comment on table projects.presets is 'a company''s own presets of rights: what they are called and what they give';
select platform.for_companies('projects.presets');
create unique index presets_name_uq on projects.presets (company, lower(name));
comment on column projects.members.role is 'the product''s preset by its code, or own: and the name of a company''s preset, as it was when the rights were given';
