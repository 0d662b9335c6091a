-- The daily mail of what waits for somebody: gathered on each project, sent once
-- for all of them together, and to nobody who does not want it.
create schema reminders;

create table reminders.gathered (id uuid primary key, person uuid not null, project uuid not null, day date not null, waits jsonb not null default '[]');
comment on table reminders.gathered is 'what waits for a person on a project on a day, until the mail of that day is sent; empty: nothing waits';
create table reminders.mails (id uuid primary key, person uuid not null, day date not null);
comment on table reminders.mails is 'the days on which a person was sent a mail of what waits for them';
create table reminders.unwanted (id uuid primary key, person uuid not null);
comment on table reminders.unwanted is 'who wants no daily mail';

select platform.for_people(('reminders.' || t)::regclass) from unnest(array['gathered', 'mails', 'unwanted']) t;
create unique index gathered_uq on reminders.gathered (person, day, project);
create unique index mails_uq on reminders.mails (person, day);
create unique index unwanted_uq on reminders.unwanted (person);
