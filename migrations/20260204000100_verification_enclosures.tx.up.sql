-- Files that a test is shown by beside its photos: reports, certificates, logs of instruments.
create table verification.enclosures (id uuid primary key, test uuid not null, file uuid not null, position int not null default 0);
comment on table verification.enclosures is 'files that a test encloses';
select platform.for_projects('verification.enclosures');
alter table verification.enclosures add constraint enclosures_test_fk foreign key (project, test) references verification.tests (project, id) on delete cascade deferrable,
  add constraint enclosures_file_fk foreign key (project, file) references platform.files (project, id) deferrable;
create index enclosures_test on verification.enclosures (project, test, position);
select platform.narrow_by('verification.enclosures', 'test', 'verification.tests');
