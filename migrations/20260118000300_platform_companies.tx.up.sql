-- A company's data: the people of that company, whatever projects they are on.
-- Whose company that is, accounts.home says.
create function platform.for_companies(t regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s add column if not exists company uuid not null', t);
  execute format('alter table %s alter column company set default accounts.home()', t);
  execute format('alter table %s enable row level security, force row level security', t);
  execute format('create policy house on %s using (company = (select accounts.home())) with check (company = (select accounts.home()))', t);
  perform platform.add_stamps(t);
  perform platform.register_table(t, 'company', true, false);
end $$;
