-- Integrated systems tests: what each cause must lead to, and the rounds in which
-- every cause was provoked and every effect observed.
create schema integration;

create table integration.matrices (
  id uuid primary key, code text not null constraint matrices_code check (code <> '' and length(code) <= 40),
  title_da text not null default '', title_en text not null default '', about text not null default '', discipline uuid, written int not null default 0,
  months int not null default 12 constraint matrices_months check (months between 0 and 120), constraint matrices_title check (title_da <> '' or title_en <> '')
);
comment on table integration.matrices is 'cause-and-effect matrices; months is how often one is tested anew, 0 for once only';
create table integration.causes (
  id uuid primary key, matrix uuid not null, position int not null, code text not null constraint causes_code check (code <> '' and length(code) <= 40),
  title_da text not null default '', title_en text not null default '', system uuid
);
comment on table integration.causes is 'what is provoked: an alarm in a zone, a fault, a loss of supply';
create table integration.effects (
  id uuid primary key, matrix uuid not null, position int not null, code text not null constraint effects_code check (code <> '' and length(code) <= 40),
  title_da text not null default '', title_en text not null default '', system uuid
);
comment on table integration.effects is 'what must follow: a fan stops, a door closes, a lift goes to its exit level';
create table integration.links (
  id uuid primary key, matrix uuid not null, cause uuid not null, effect uuid not null, action text not null constraint links_action check (action <> '' and length(action) <= 60),
  delay_s numeric constraint links_delay check (delay_s >= 0 and delay_s <= 86400)
);
comment on table integration.links is 'what a cause has an effect do, and within how many seconds';
create table integration.rounds (
  id uuid primary key, matrix uuid not null, number int not null, retest_of uuid, row uuid, status_before text not null default '', state text not null default 'running' constraint rounds_state check (state in ('running', 'finished')),
  result text not null default '' constraint rounds_result check (result in ('', 'passed', 'passed_with_remarks', 'failed', 'not_applicable')), note text not null default '',
  begun_by uuid, begun_at timestamptz not null, ended_by uuid, ended_at timestamptz
);
comment on table integration.rounds is 'integrated systems tests by a matrix, as it stood when they began';
create table integration.cells (
  id uuid primary key, round uuid not null, cause_at int not null, effect_at int not null, cause_code text not null, cause_da text not null, cause_en text not null,
  effect_code text not null, effect_da text not null, effect_en text not null, action text not null, delay_s numeric,
  result text not null default '' constraint cells_result check (result in ('', 'passed', 'failed', 'not_applicable')), seconds numeric constraint cells_seconds check (seconds >= 0 and seconds <= 86400),
  note text not null default '', person uuid, checked_at timestamptz, received_at timestamptz, device text not null default '', clock_offset_ms int, log_entry uuid, log_number int
);
comment on table integration.cells is 'the steps of a round: an effect that a cause must have, and what was observed';

select platform.for_projects(('integration.' || t)::regclass) from unnest(array['matrices', 'causes', 'effects', 'links', 'rounds', 'cells']) t;
alter table integration.matrices add constraint matrices_project_id_uq unique (project, id);
create unique index matrices_code_uq on integration.matrices (project, lower(code));
alter table integration.causes add constraint causes_project_id_uq unique (project, id), add constraint causes_code_uq unique (project, matrix, code) deferrable,
  add constraint causes_matrix_fk foreign key (project, matrix) references integration.matrices (project, id) on delete cascade deferrable;
alter table integration.effects add constraint effects_project_id_uq unique (project, id), add constraint effects_code_uq unique (project, matrix, code) deferrable,
  add constraint effects_matrix_fk foreign key (project, matrix) references integration.matrices (project, id) on delete cascade deferrable;
alter table integration.links add constraint links_cause_effect_uq unique (project, cause, effect) deferrable,
  add constraint links_matrix_fk foreign key (project, matrix) references integration.matrices (project, id) on delete cascade deferrable,
  add constraint links_cause_fk foreign key (project, cause) references integration.causes (project, id) on delete cascade deferrable,
  add constraint links_effect_fk foreign key (project, effect) references integration.effects (project, id) on delete cascade deferrable;
alter table integration.rounds add constraint rounds_project_id_uq unique (project, id), add constraint rounds_number_uq unique (project, matrix, number),
  add constraint rounds_matrix_fk foreign key (project, matrix) references integration.matrices (project, id) deferrable,
  add constraint rounds_retest_of_fk foreign key (project, retest_of) references integration.rounds (project, id) deferrable;
create unique index rounds_open_uq on integration.rounds (project, matrix) where state = 'running';
alter table integration.cells add constraint cells_place_uq unique (project, round, cause_at, effect_at),
  add constraint cells_round_fk foreign key (project, round) references integration.rounds (project, id) on delete cascade deferrable;
create index links_matrix on integration.links (project, matrix);
select platform.narrow_by('integration.causes', 'matrix', 'integration.matrices');
select platform.narrow_by('integration.effects', 'matrix', 'integration.matrices');
select platform.narrow_by('integration.links', 'matrix', 'integration.matrices');
select platform.narrow_by('integration.rounds', 'matrix', 'integration.matrices');
select platform.narrow_by('integration.cells', 'round', 'integration.rounds');
