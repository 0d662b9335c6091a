-- How far a project is as a whole is asked for at every visit, and most of all
-- where there are many systems. So it is kept up twice: by system, as before,
-- and for all systems together, where the figures are as few as the project's
-- disciplines, phases and companies make them.
create table registers.figures (
  id uuid primary key default gen_random_uuid(), key bigint not null, discipline uuid, phase uuid, milestone uuid, company uuid, status text not null,
  rows bigint not null default 0, weight numeric not null default 0
);
comment on table registers.figures is 'progress of all systems together; kept by trigger';
select platform.for_projects('registers.figures', false);
drop policy wall on registers.figures;
drop policy members on registers.figures;
create policy members on registers.figures using ((project = (select platform.project()) and (select platform.is_member()))
  or ((select platform.project()) is null and project in (select platform.my_projects())))
  with check (project = (select platform.project()) and (select platform.is_member()));
create index figures_key on registers.figures (project, key);

create table registers.days (
  id uuid primary key default gen_random_uuid(), key bigint not null, discipline uuid, company uuid, day date,
  planned numeric not null default 0, done numeric not null default 0, open bigint not null default 0
);
comment on table registers.days is 'the curve of all systems together, with the rows of each day that are still open; kept by trigger';
select platform.for_projects('registers.days', false);
create index days_key on registers.days (project, key);
create index days_day on registers.days (project, day);
alter table registers.curve add column open bigint not null default 0;

create or replace function registers.add_progress(all_counted registers.counted[]) returns void language plpgsql as $$
begin
  with counted as materialized (select *, hashtextextended(concat_ws('/', coalesce(system::text, '-'), coalesce(discipline::text, '-'), coalesce(phase::text, '-'),
      coalesce(milestone::text, '-'), coalesce(company::text, '-'), status), 0) as key from unnest(all_counted)),
  met as materialized (select c.*, p.id from counted c left join lateral (
    select id from registers.progress where project = platform.project() and key = c.key limit 1 for update skip locked) p on true),
  added as (update registers.progress p set rows = p.rows + met.rows, weight = p.weight + met.weight from met where p.id = met.id)
  insert into registers.progress (key, system, discipline, phase, milestone, company, status, rows, weight)
    select key, system, discipline, phase, milestone, company, status, rows, weight from met where id is null;
  with counted as materialized (select *, hashtextextended(concat_ws('/', coalesce(discipline::text, '-'), coalesce(phase::text, '-'),
      coalesce(milestone::text, '-'), coalesce(company::text, '-'), status), 0) as key from (
    select discipline, phase, milestone, company, status, sum(rows)::bigint as rows, sum(weight) as weight from unnest(all_counted) group by 1, 2, 3, 4, 5 having sum(rows) <> 0 or sum(weight) <> 0) t),
  met as materialized (select c.*, p.id from counted c left join lateral (
    select id from registers.figures where project = platform.project() and key = c.key limit 1 for update skip locked) p on true),
  added as (update registers.figures p set rows = p.rows + met.rows, weight = p.weight + met.weight from met where p.id = met.id)
  insert into registers.figures (key, discipline, phase, milestone, company, status, rows, weight)
    select key, discipline, phase, milestone, company, status, rows, weight from met where id is null;
end $$;

alter type registers.day_counted add attribute open bigint;
drop function registers.days_of(text, numeric, date, date, int);
-- The days of a row: the one it is planned for, on which it is open until it is
-- done, and then the one on which it was.
create function registers.days_of(status text, weight numeric, planned_on date, done_on date, sign int, out day date, out planned numeric, out done numeric, out open bigint) returns setof record
language sql immutable as $$
  select planned_on, sign * weight, 0::numeric, case when planned_on is not null and status in ('not_started', 'ready', 'in_progress', 'failed', 'blocked') then sign else 0 end::bigint
    where status <> 'not_applicable' and (weight <> 0 or planned_on is not null)
  union all select done_on, 0::numeric, sign * weight, 0::bigint where status in ('passed', 'passed_with_remarks', 'approved') and weight <> 0 $$;

create or replace function registers.add_days(all_counted registers.day_counted[]) returns void language plpgsql as $$
begin
  with counted as materialized (select *, hashtextextended(concat_ws('/', coalesce(system::text, '-'), coalesce(discipline::text, '-'), coalesce(company::text, '-'), coalesce(day::text, '-')), 0) as key
      from unnest(all_counted)),
  met as materialized (select c.*, p.id from counted c left join lateral (
    select id from registers.curve where project = platform.project() and key = c.key limit 1 for update skip locked) p on true),
  added as (update registers.curve p set planned = p.planned + met.planned, done = p.done + met.done, open = p.open + met.open from met where p.id = met.id)
  insert into registers.curve (key, system, discipline, company, day, planned, done, open)
    select key, system, discipline, company, day, planned, done, open from met where id is null;
  with counted as materialized (select *, hashtextextended(concat_ws('/', coalesce(discipline::text, '-'), coalesce(company::text, '-'), coalesce(day::text, '-')), 0) as key from (
    select discipline, company, day, sum(planned) as planned, sum(done) as done, sum(open)::bigint as open from unnest(all_counted) group by 1, 2, 3
      having sum(planned) <> 0 or sum(done) <> 0 or sum(open) <> 0) t),
  met as materialized (select c.*, p.id from counted c left join lateral (
    select id from registers.days where project = platform.project() and key = c.key limit 1 for update skip locked) p on true),
  added as (update registers.days p set planned = p.planned + met.planned, done = p.done + met.done, open = p.open + met.open from met where p.id = met.id)
  insert into registers.days (key, discipline, company, day, planned, done, open)
    select key, discipline, company, day, planned, done, open from met where id is null;
end $$;

create or replace function registers.count_days() returns trigger language plpgsql as $$
declare counted registers.day_counted[];
begin
  if tg_op = 'INSERT' then
    select array_agg(t) into counted from (select r.system, r.discipline, r.company, d.day, sum(d.planned), sum(d.done), sum(d.open)::bigint
      from gone_or_new r, registers.days_of(r.status, r.weight, r.planned_on, r.done_on, 1) d group by 1, 2, 3, 4) t;
  elsif tg_op = 'DELETE' then
    select array_agg(t) into counted from (select r.system, r.discipline, r.company, d.day, sum(d.planned), sum(d.done), sum(d.open)::bigint
      from gone_or_new r, registers.days_of(r.status, r.weight, r.planned_on, r.done_on, -1) d group by 1, 2, 3, 4) t;
  elsif exists (select 1 from old_rows o join new_rows n on n.id = o.id where (o.system, o.discipline, o.company, o.status, o.weight, o.planned_on, o.done_on)
      is distinct from (n.system, n.discipline, n.company, n.status, n.weight, n.planned_on, n.done_on)) then
    select array_agg(t) into counted from (select system, discipline, company, day, sum(planned), sum(done), sum(open)::bigint from (
        select r.system, r.discipline, r.company, d.* from new_rows r, registers.days_of(r.status, r.weight, r.planned_on, r.done_on, 1) d
        union all select r.system, r.discipline, r.company, d.* from old_rows r, registers.days_of(r.status, r.weight, r.planned_on, r.done_on, -1) d) t
      group by 1, 2, 3, 4 having sum(planned) <> 0 or sum(done) <> 0 or sum(open) <> 0) t;
  end if;
  if counted is not null then perform registers.add_days(counted); end if;
  return null;
end $$;

-- The figures of the rows that are there. The owner sees them while row
-- security is not forced on it.
alter table registers.rows no force row level security;
alter table registers.progress no force row level security;
alter table registers.figures no force row level security;
alter table registers.curve no force row level security;
alter table registers.days no force row level security;
insert into registers.figures (project, key, discipline, phase, milestone, company, status, rows, weight)
  select project, hashtextextended(concat_ws('/', coalesce(discipline::text, '-'), coalesce(phase::text, '-'), coalesce(milestone::text, '-'), coalesce(company::text, '-'), status), 0),
    discipline, phase, milestone, company, status, sum(rows), sum(weight)
  from registers.progress group by project, discipline, phase, milestone, company, status having sum(rows) <> 0;
delete from registers.curve;
insert into registers.curve (project, key, system, discipline, company, day, planned, done, open)
  select r.project, hashtextextended(concat_ws('/', coalesce(r.system::text, '-'), coalesce(r.discipline::text, '-'), coalesce(r.company::text, '-'), coalesce(d.day::text, '-')), 0),
    r.system, r.discipline, r.company, d.day, sum(d.planned), sum(d.done), sum(d.open)
  from registers.rows r, registers.days_of(r.status, r.weight, r.planned_on, r.done_on, 1) d group by 1, 2, 3, 4, 5, 6;
insert into registers.days (project, key, discipline, company, day, planned, done, open)
  select project, hashtextextended(concat_ws('/', coalesce(discipline::text, '-'), coalesce(company::text, '-'), coalesce(day::text, '-')), 0),
    discipline, company, day, sum(planned), sum(done), sum(open)
  from registers.curve group by project, discipline, company, day;
alter table registers.rows force row level security;
alter table registers.progress force row level security;
alter table registers.figures force row level security;
alter table registers.curve force row level security;
alter table registers.days force row level security;
