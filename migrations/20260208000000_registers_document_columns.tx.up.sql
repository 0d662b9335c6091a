-- A project's own columns may link to documents.
alter table registers.columns drop constraint columns_kind,
  add constraint columns_kind check (kind in ('text', 'number', 'date', 'choice', 'choices', 'person', 'document', 'flag'));
