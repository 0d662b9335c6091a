-- Measuring instruments that are used on a project, with their calibration. One
-- is known by its serial number.
create table registers.instruments (id uuid primary key, serial text not null, name text not null default '', kind text not null default '', manufacturer text not null default '', model text not null default '',
  calibrated_on date, calibration_due date, certificate text not null default '', company uuid, note text not null default '', own jsonb not null default '{}',
  constraint instruments_serial check (serial <> '' and length(serial) <= 200),
  constraint instruments_calibration_due check (calibration_due is null or calibrated_on is null or calibration_due >= calibrated_on),
  constraint instruments_own check (jsonb_typeof(own) = 'object'));
comment on table registers.instruments is 'measuring instruments with their calibration';
select platform.for_projects('registers.instruments');
alter table registers.instruments add constraint instruments_project_id_uq unique (project, id);
create unique index instruments_serial_uq on registers.instruments (project, lower(serial));
create index instruments_due on registers.instruments (project, calibration_due);
