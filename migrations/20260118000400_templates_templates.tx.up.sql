-- Set-ups of projects that a company keeps for its next ones.
create schema templates;

create table templates.templates (
  id uuid primary key, name text not null constraint templates_name check (btrim(name) <> '' and length(name) <= 120), about text not null default '' constraint templates_about check (length(about) <= 2000)
);
comment on table templates.templates is 'a project''s set-up under a name, for new projects of the company';
select platform.for_companies('templates.templates');
alter table templates.templates add constraint templates_company_id_uq unique (company, id);

create table templates.versions (
  id uuid primary key, template uuid not null, number int not null constraint versions_number check (number > 0), note text not null default '' constraint versions_note check (length(note) <= 500),
  holds jsonb not null, body jsonb not null
);
comment on table templates.versions is 'the numbered versions of a template: how much of what it holds, and that';
select platform.for_companies('templates.versions');
alter table templates.versions add constraint versions_number_uq unique (company, template, number),
  add constraint versions_template_fk foreign key (company, template) references templates.templates (company, id) on delete cascade;
