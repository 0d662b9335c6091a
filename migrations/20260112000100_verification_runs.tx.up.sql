-- A test that follows a procedure: it is begun, answered step by step by one or
-- more people, put aside and taken up again, and finished.
alter table verification.tests drop constraint tests_result;
alter table verification.tests add constraint tests_result check (result in ('in_progress', 'passed', 'passed_with_remarks', 'failed', 'blocked', 'not_applicable')),
  add column edition uuid, add column retest_of uuid, add column covers jsonb not null default '[]',
  add column state text not null default '' constraint tests_state check (state in ('', 'running', 'paused', 'done')),
  add column started_at timestamptz, add column resumed_at timestamptz, add column seconds int not null default 0, add column holder uuid, add column status_before text not null default '',
  add column verdict text not null default '', add column credit numeric, add column overridden_by uuid, add column override_reason text not null default '',
  add constraint tests_edition_fk foreign key (project, edition) references verification.editions (project, id) deferrable,
  add constraint tests_retest_of_fk foreign key (project, retest_of) references verification.tests (project, id) deferrable;
create unique index tests_open_uq on verification.tests (project, row) where state in ('running', 'paused');
create index tests_edition on verification.tests (project, edition) where edition is not null;

create table verification.answers (
  id uuid primary key, test uuid not null, step uuid not null, said text not null default '', value numeric, facts jsonb not null default '{}', note text not null default '',
  result text not null default '' constraint answers_result check (result in ('', 'passed', 'failed', 'not_applicable')), warned boolean not null default false, signature uuid,
  person uuid not null, answered_at timestamptz not null, received_at timestamptz not null default platform.now(), device text not null default '', clock_offset_ms int,
  log_entry uuid, log_number int
);
comment on table verification.answers is 'what was answered to a step of a test, by whom and when';
select platform.for_projects('verification.answers');
alter table verification.answers add constraint answers_project_id_uq unique (project, id),
  add constraint answers_step_uq unique (project, test, step),
  add constraint answers_test_fk foreign key (project, test) references verification.tests (project, id) on delete cascade deferrable,
  add constraint answers_step_fk foreign key (project, step) references verification.steps (project, id) deferrable,
  add constraint answers_signature_fk foreign key (project, signature) references platform.files (project, id) deferrable;
create index answers_step on verification.answers (project, step);
select platform.narrow_by('verification.answers', 'test', 'verification.tests');

alter table verification.photos add column answer uuid, add column original uuid,
  add constraint photos_answer_fk foreign key (project, answer) references verification.answers (project, id) on delete cascade deferrable,
  add constraint photos_original_fk foreign key (project, original) references platform.files (project, id) deferrable;
create index photos_answer on verification.photos (project, answer, position) where answer is not null;

create table verification.signatures (
  id uuid primary key, test uuid not null, role text not null constraint signatures_role check (role in ('tester', 'witness', 'commissioning', 'client')),
  name text not null constraint signatures_name check (name <> '' and length(name) <= 120), file uuid not null, person uuid not null,
  signed_at timestamptz not null, received_at timestamptz not null default platform.now(), device text not null default '', clock_offset_ms int
);
comment on table verification.signatures is 'who signed a test: who carried it out, and who saw it';
select platform.for_projects('verification.signatures');
alter table verification.signatures add constraint signatures_test_fk foreign key (project, test) references verification.tests (project, id) on delete cascade deferrable,
  add constraint signatures_file_fk foreign key (project, file) references platform.files (project, id) deferrable;
create index signatures_test on verification.signatures (project, test, signed_at);
select platform.narrow_by('verification.signatures', 'test', 'verification.tests');
