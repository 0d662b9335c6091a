-- A register as it stood at a moment: of each of its rows the last version that
-- was begun by then. The index leads from row to row in the order of their ids
-- and in each to its newest version first, so that a page costs what its own
-- rows cost; it serves the history of one row as well.
create index versions_standing on audit.versions (project, tbl, row, seq desc);
drop index audit.versions_row;

-- What stood must be found past the narrowing of a member, whose sight of an
-- older version would else pass for what stood; it is narrowed afterwards.
create policy owner_seeks on audit.versions for select to current_user using (project = (select platform.project()) and (select platform.is_member()));

-- Whether the member may see a version that stood, as the policy of versions says.
create function audit.is_seen(discipline uuid, company uuid) returns boolean language sql stable as $$
  select case when not platform.is_narrowed() then true else (platform.disciplines() is null or discipline = any (platform.disciplines()))
    and (platform.own_company() is null or company = platform.own_company()) end $$;

-- The last versions by a moment of the rows beyond an id, in the order of ids;
-- with those that were gone by then, if they are asked for. Sorting is never
-- cheaper than the index, however many rows the plan expects.
create function audit.standing(of_table text, moment timestamptz, beyond uuid, up_to int, with_gone boolean default false, up_to_id uuid default null)
returns table (id uuid, seq bigint, at timestamptz, gone boolean)
language plpgsql stable security definer set search_path = pg_catalog set enable_sort = off set enable_hashagg = off set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare first uuid := coalesce(beyond, '00000000-0000-0000-0000-000000000000'); last uuid := coalesce(up_to_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'); inside uuid := platform.project(); narrowed boolean := platform.is_narrowed();
begin
  if not platform.is_member() then return; end if;
  return query select s.id, s.seq, s.at, s.gone from (
    select distinct on (v.row) v.row as id, v.seq, v.at, v.op = 'D' as gone, v.discipline, v.company from audit.versions v
    where v.project = inside and v.tbl = of_table and v.at <= moment and v.row > first and v.row <= last order by v.row, v.seq desc) s
  where (with_gone or not s.gone) and (not narrowed or audit.is_seen(s.discipline, s.company)) limit up_to;
end $$;

-- The same of a whole register, of which lists are sorted and filtered.
create function audit.standing_whole(of_table text, moment timestamptz) returns table (id uuid, seq bigint, at timestamptz)
language plpgsql stable as $$
#variable_conflict use_column
declare n bigint;
begin
  return query select s.id, s.seq, s.at from audit.standing(of_table, moment, null, 25001) s;
  get diagnostics n = row_count;
  if n > 25000 then
    raise exception 'The register held more than 25,000 rows then. Look at it in the order in which its rows were made, without a filter.' using errcode = 'CX409';
  end if;
end $$;

-- The same of rows that are named.
create function audit.standing_of(of_table text, moment timestamptz, named uuid[], with_gone boolean default false)
returns table (id uuid, seq bigint, at timestamptz, gone boolean)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare inside uuid := platform.project(); narrowed boolean := platform.is_narrowed();
begin
  if not platform.is_member() then return; end if;
  return query select n.id, s.seq, s.at, s.op = 'D' from unnest(named) n (id) cross join lateral (
    select v.seq, v.at, v.op, v.discipline, v.company from audit.versions v
    where v.project = inside and v.tbl = of_table and v.row = n.id and v.at <= moment order by v.seq desc limit 1) s
  where (with_gone or s.op <> 'D') and (not narrowed or audit.is_seen(s.discipline, s.company));
end $$;
