-- Files that not every member may read: a handover package holds the whole project.
alter table platform.files add column area text not null default '';
create policy whole on platform.files as restrictive using (area = '' or not (select platform.is_narrowed()));
