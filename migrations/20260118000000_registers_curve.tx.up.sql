-- What is planned for each day and what was done on it, kept up by the change
-- itself as progress is. Weight that has no day stands under none.
create table registers.curve (
  id uuid primary key default gen_random_uuid(), key bigint not null, system uuid, discipline uuid, company uuid, day date,
  planned numeric not null default 0, done numeric not null default 0
);
comment on table registers.curve is 'weight planned for and done on each day; kept by trigger';
select platform.for_projects('registers.curve', false);
create index curve_key on registers.curve (project, key);
create index curve_system on registers.curve (project, system);

create type registers.day_counted as (system uuid, discipline uuid, company uuid, day date, planned numeric, done numeric);

-- A combination of a day has one row, or a few that are added up, so that
-- nobody waits for another's commit.
create function registers.add_days(all_counted registers.day_counted[]) returns void language plpgsql as $$
begin
  with counted as materialized (select *, hashtextextended(concat_ws('/', coalesce(system::text, '-'), coalesce(discipline::text, '-'), coalesce(company::text, '-'), coalesce(day::text, '-')), 0) as key
      from unnest(all_counted)),
  met as materialized (select c.*, p.id from counted c left join lateral (
    select id from registers.curve where project = platform.project() and key = c.key limit 1 for update skip locked) p on true),
  added as (update registers.curve p set planned = p.planned + met.planned, done = p.done + met.done from met where p.id = met.id)
  insert into registers.curve (key, system, discipline, company, day, planned, done)
    select key, system, discipline, company, day, planned, done from met where id is null;
end $$;

-- The days of a row: the one it is planned for and, once it is done, that one.
create function registers.days_of(status text, weight numeric, planned_on date, done_on date, sign int, out day date, out planned numeric, out done numeric) returns setof record
language sql immutable as $$
  select planned_on, sign * weight, 0::numeric where status <> 'not_applicable' and weight <> 0
  union all select done_on, 0::numeric, sign * weight where status in ('passed', 'passed_with_remarks', 'approved') and weight <> 0 $$;

create function registers.count_days() returns trigger language plpgsql as $$
declare counted registers.day_counted[];
begin
  if tg_op = 'INSERT' then
    select array_agg(t) into counted from (select r.system, r.discipline, r.company, d.day, sum(d.planned), sum(d.done)
      from gone_or_new r, registers.days_of(r.status, r.weight, r.planned_on, r.done_on, 1) d group by 1, 2, 3, 4) t;
  elsif tg_op = 'DELETE' then
    select array_agg(t) into counted from (select r.system, r.discipline, r.company, d.day, sum(d.planned), sum(d.done)
      from gone_or_new r, registers.days_of(r.status, r.weight, r.planned_on, r.done_on, -1) d group by 1, 2, 3, 4) t;
  elsif exists (select 1 from old_rows o join new_rows n on n.id = o.id where (o.system, o.discipline, o.company, o.status, o.weight, o.planned_on, o.done_on)
      is distinct from (n.system, n.discipline, n.company, n.status, n.weight, n.planned_on, n.done_on)) then
    select array_agg(t) into counted from (select system, discipline, company, day, sum(planned), sum(done) from (
        select r.system, r.discipline, r.company, d.day, d.planned, d.done from new_rows r, registers.days_of(r.status, r.weight, r.planned_on, r.done_on, 1) d
        union all select r.system, r.discipline, r.company, d.day, d.planned, d.done from old_rows r, registers.days_of(r.status, r.weight, r.planned_on, r.done_on, -1) d) t
      group by 1, 2, 3, 4 having sum(planned) <> 0 or sum(done) <> 0) t;
  end if;
  if counted is not null then perform registers.add_days(counted); end if;
  return null;
end $$;
create trigger curve_new after insert on registers.rows referencing new table as gone_or_new for each statement execute function registers.count_days();
create trigger curve_gone after delete on registers.rows referencing old table as gone_or_new for each statement execute function registers.count_days();
create trigger curve_changed after update on registers.rows referencing new table as new_rows old table as old_rows for each statement execute function registers.count_days();

-- The days of the rows that are there. The owner sees them while row security
-- is not forced on it.
alter table registers.rows no force row level security;
alter table registers.curve no force row level security;
insert into registers.curve (project, key, system, discipline, company, day, planned, done)
  select r.project, hashtextextended(concat_ws('/', coalesce(r.system::text, '-'), coalesce(r.discipline::text, '-'), coalesce(r.company::text, '-'), coalesce(d.day::text, '-')), 0),
    r.system, r.discipline, r.company, d.day, sum(d.planned), sum(d.done)
  from registers.rows r, registers.days_of(r.status, r.weight, r.planned_on, r.done_on, 1) d group by 1, 2, 3, 4, 5, 6;
alter table registers.rows force row level security;
alter table registers.curve force row level security;

-- A location and all that lies in it.
create function registers.inside(place uuid) returns setof uuid language sql stable as $$
  with recursive down as (select id from registers.locations where project = platform.project() and id = place
    union select l.id from registers.locations l join down on l.parent = down.id where l.project = platform.project())
  select id from down $$;
