-- The operator closes an account: nobody signs in with it until it is opened again.
alter table accounts.people add column closed_at timestamptz;
comment on column accounts.people.closed_at is 'since when nobody signs in as this person; null: they may';
