-- Reminders of what is due after the handover: each once, and to nobody who does
-- not want them.
create table gates.notices (id uuid primary key, "row" uuid not null, planned_on date not null, days int not null, person uuid not null);
comment on table gates.notices is 'reminders that were sent: of which row, for which day, how long before, to whom';
select platform.for_projects('gates.notices', false);
create unique index notices_uq on gates.notices (project, "row", planned_on, days, person);
create table gates.unreminded (id uuid primary key, person uuid not null, project uuid not null);
comment on table gates.unreminded is 'who wants no reminders of a project';
create unique index unreminded_uq on gates.unreminded (person, project);
select platform.for_people('gates.unreminded');
