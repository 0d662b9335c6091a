-- Tests of register rows: what was measured, by whom, when, with which evidence.
create schema verification;

create table verification.tests (
  id uuid primary key, row uuid not null, discipline uuid, company uuid, measured numeric, measured_text text not null default '',
  result text not null constraint tests_result check (result in ('in_progress', 'passed', 'passed_with_remarks', 'failed', 'not_applicable')),
  note text not null default '', signed_name text not null default '', signature uuid, person uuid not null,
  tested_at timestamptz not null, received_at timestamptz not null default platform.now(), device text not null default '', clock_offset_ms int
);
comment on table verification.tests is 'one verification of a register row on site; a row may be tested again';
select platform.for_projects('verification.tests');
alter table verification.tests add constraint tests_project_id_uq unique (project, id),
  add constraint tests_signature_fk foreign key (project, signature) references platform.files (project, id) deferrable;
create index tests_row on verification.tests (project, row, tested_at desc);

create table verification.photos (id uuid primary key, test uuid not null, file uuid not null, position int not null default 0);
comment on table verification.photos is 'photos that a test is shown by';
select platform.for_projects('verification.photos');
alter table verification.photos add constraint photos_test_fk foreign key (project, test) references verification.tests (project, id) on delete cascade deferrable,
  add constraint photos_file_fk foreign key (project, file) references platform.files (project, id) deferrable;
create index photos_test on verification.photos (project, test, position);
select platform.narrow_by('verification.photos', 'test', 'verification.tests');
