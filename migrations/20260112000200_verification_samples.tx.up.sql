-- Sample checks: a share of a type is drawn by a seed that anyone can repeat; a
-- fault raises the share of that type by itself.
create table verification.samples (
  id uuid primary key, title text not null constraint samples_title check (title <> '' and length(title) <= 300), type uuid, discipline uuid, seed text not null,
  share int not null default 25 constraint samples_share check (share between 25 and 100), first_share int not null default 25, population int not null, escalated_at timestamptz, escalated_by uuid
);
comment on table verification.samples is 'sample checks of a type: drawn by a recorded seed, raised when a fault is found';
select platform.for_projects('verification.samples');
alter table verification.samples add constraint samples_project_id_uq unique (project, id);
create index samples_project on verification.samples (project, id desc);

create table verification.sample_units (
  id uuid primary key, sample uuid not null, component uuid, tag text not null, place int not null, result text not null default ''
    constraint sample_units_result check (result in ('', 'passed', 'failed', 'not_applicable')), note text not null default '', person uuid, checked_at timestamptz, received_at timestamptz,
  device text not null default '', clock_offset_ms int
);
comment on table verification.sample_units is 'what a sample is drawn from, in the order of the draw';
select platform.for_projects('verification.sample_units');
alter table verification.sample_units add constraint sample_units_place_uq unique (project, sample, place),
  add constraint sample_units_sample_fk foreign key (project, sample) references verification.samples (project, id) on delete cascade deferrable;
select platform.narrow_by('verification.sample_units', 'sample', 'verification.samples');
