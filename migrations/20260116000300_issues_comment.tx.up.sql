-- The review comment that an entry of the log came of.
alter table issues.entries add column comment uuid;
create index entries_comment on issues.entries (project, comment) where comment is not null;
