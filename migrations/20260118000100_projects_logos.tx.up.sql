-- A company's logo on a project stands on what is printed for its people.
alter table projects.companies add column logo uuid,
  add constraint companies_logo_fk foreign key (project, logo) references platform.files (project, id) deferrable;
create index companies_logo on projects.companies (project, logo) where logo is not null;
