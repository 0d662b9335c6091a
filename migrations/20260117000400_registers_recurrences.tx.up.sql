-- Rows that come again: after a number of months until a day, or, without
-- months, once after the handover. Whoever finishes one makes the next, by
-- whichever way it is finished.
create table registers.recurrences (
  id uuid primary key default gen_random_uuid(), "row" uuid not null, kind text not null constraint recurrences_kind check (kind in ('interval', 'season', 'inspection', 'warranty', 'training')),
  months int constraint recurrences_months check (months between 1 and 240), until_on date, series uuid not null, made uuid
);
comment on table registers.recurrences is 'what comes again after the handover, with the row that followed';
select platform.for_projects('registers.recurrences');
alter table registers.recurrences add constraint recurrences_row_fk foreign key (project, "row") references registers.rows (project, id) on delete cascade deferrable;
create unique index recurrences_row_uq on registers.recurrences (project, "row");
create index recurrences_series on registers.recurrences (project, series);

create function registers.recur() returns trigger language plpgsql as $$
declare r registers.recurrences; next_on date; next_id uuid := gen_random_uuid();
begin
  select * into r from registers.recurrences c where c."row" = new.id and c.made is null and c.months is not null;
  if not found then return null; end if;
  next_on := (coalesce(new.planned_on, new.done_on, platform.now()::date) + make_interval(months => r.months))::date;
  if new.done_on is not null and next_on <= new.done_on then next_on := (new.done_on + make_interval(months => r.months))::date; end if;
  if r.until_on is not null and next_on > r.until_on then return null; end if;
  insert into registers.rows select (jsonb_populate_record(null::registers.rows, to_jsonb(new) || jsonb_build_object('id', next_id, 'no', registers.next_number(), 'status', 'not_started',
    'measured', null, 'measured_text', '', 'done_on', null, 'planned_on', next_on, 'note', '', 'version', 1, 'created_by', platform.person(), 'created_at', platform.now(), 'changed_at', platform.now()))).*;
  insert into registers.recurrences ("row", kind, months, until_on, series) values (next_id, r.kind, r.months, r.until_on, r.series);
  update registers.recurrences c set made = next_id where c.id = r.id;
  return null;
end $$;
create trigger recurs after update of status on registers.rows for each row
  when (new.status in ('passed', 'passed_with_remarks', 'approved') and old.status not in ('passed', 'passed_with_remarks', 'approved')) execute function registers.recur();
