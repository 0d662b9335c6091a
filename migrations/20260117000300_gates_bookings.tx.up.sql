-- Tests that are booked: when and where, what they are of, and who is invited.
create table gates.bookings (
  id uuid primary key, title text not null constraint bookings_title check (title <> ''), starts_at timestamptz not null, ends_at timestamptz not null,
  place text not null default '', notes text not null default '', phase uuid, person uuid not null, excepted boolean not null default false,
  sequence int not null default 0, cancelled_at timestamptz, cancelled_by uuid, reason text not null default '',
  constraint bookings_times check (ends_at > starts_at)
);
comment on table gates.bookings is 'appointments for tests, with the milestone that they are for';
create table gates.booked (id uuid primary key, booking uuid not null, system uuid, "row" uuid, constraint booked_of check ((system is null) <> ("row" is null)));
comment on table gates.booked is 'systems and rows that a booked test is of';
create table gates.guests (id uuid primary key, booking uuid not null, person uuid, firm uuid, constraint guests_who check ((person is null) <> (firm is null)));
comment on table gates.guests is 'people and companies that are invited to a booked test';

select platform.for_projects('gates.bookings');
select platform.for_projects('gates.booked');
select platform.for_projects('gates.guests');
alter table gates.bookings add constraint bookings_project_id_uq unique (project, id);
alter table gates.booked add constraint booked_booking_fk foreign key (project, booking) references gates.bookings (project, id) on delete cascade deferrable;
alter table gates.guests add constraint guests_booking_fk foreign key (project, booking) references gates.bookings (project, id) on delete cascade deferrable;
create unique index booked_uq on gates.booked (project, booking, coalesce(system, "row"));
create unique index guests_uq on gates.guests (project, booking, coalesce(person, firm));
create index bookings_starts on gates.bookings (project, starts_at, id);

-- A secret address under which a person's calendar program reads their calendar
-- of a project; only its hash is kept.
create table gates.feeds (id uuid primary key, person uuid not null, project uuid not null, hash bytea not null, created_at timestamptz not null default platform.now());
comment on table gates.feeds is 'secret addresses of calendars, by their hash';
create unique index feeds_hash_uq on gates.feeds (hash);
create unique index feeds_person_uq on gates.feeds (person, project);
select platform.for_people('gates.feeds');
create policy door on gates.feeds for select using (encode(hash, 'hex') = platform.setting('token'));
