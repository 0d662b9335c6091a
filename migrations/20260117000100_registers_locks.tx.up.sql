-- Rows that a document of acceptance has locked. Whoever changes them, and by
-- which way, is refused until the document is opened again.
create table registers.locks (id uuid primary key default gen_random_uuid(), row uuid not null, acceptance uuid not null, document text not null, was text not null);
comment on table registers.locks is 'rows locked by an acceptance document, with the status that they had before';
select platform.for_projects('registers.locks');
alter table registers.locks add constraint locks_row_fk foreign key (project, row) references registers.rows (project, id) deferrable;
create unique index locks_row_uq on registers.locks (project, row);
create index locks_acceptance on registers.locks (project, acceptance);

-- CX409 is a refusal in words: its message is said to people in their language,
-- with the detail in its place.
create function registers.keep_accepted() returns trigger language plpgsql as $$
declare named text;
begin
  if coalesce(platform.setting('action'), '') not in ('gates.acceptance.sign', 'gates.acceptance.reopen') then
    select document into named from registers.locks where row = old.id;
    if found then
      raise exception 'The row is approved and locked by the acceptance document %%s. Open the document again first, with a reason.' using errcode = 'CX409', detail = named;
    end if;
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger accepted before update or delete on registers.rows for each row when (old.status = 'approved') execute function registers.keep_accepted();
create function registers.keep_lock() returns trigger language plpgsql as $$
begin
  if coalesce(platform.setting('action'), '') not in ('gates.acceptance.sign', 'gates.acceptance.reopen') then
    raise exception 'The row is approved and locked by the acceptance document %%s. Open the document again first, with a reason.' using errcode = 'CX409', detail = old.document;
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger kept before update or delete on registers.locks for each row execute function registers.keep_lock();
