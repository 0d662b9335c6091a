-- The log is listed by when an entry was raised, and then by its id the same way.
drop index issues.entries_raised;
create index entries_raised on issues.entries (project, raised_at desc, id desc);
