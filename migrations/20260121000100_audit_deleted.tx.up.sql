-- What was deleted, the newest first.
create index versions_deleted on audit.versions (project, seq desc) where op = 'D';
