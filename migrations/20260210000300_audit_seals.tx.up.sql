-- A seal looks for the one before it once, not for each of its lines; its lines are
-- read in the order of their index and not sorted, whatever the planner makes of how
-- many are left; and a line is written out for its hash without being read in as JSON
-- first: the same text.
create or replace function audit.begin_seals(most int, of_project uuid default null) returns setof audit.seals language plpgsql security definer set search_path = pg_catalog set enable_sort = off as $$
declare far audit.reached; own audit.reached; top xid8 := pg_snapshot_xmin(pg_current_snapshot());
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  if platform.kind() is distinct from 'kernel' then raise insufficient_privilege; end if;
  perform pg_advisory_xact_lock(hashtextextended('audit.seal', 0));
  select * into far from audit.reached where project = nobody;
  create temporary table unsealed (kind text, p uuid, seq bigint, xid xid8, leaf bytea) on commit drop; -- without a leaf: sealed ahead
  if far.project is null or exists (select 1 from audit.reached where greatest(vx, ex) >= pg_snapshot_xmax(pg_current_snapshot())) then
    lock table audit.versions, audit.entries in share mode;
    insert into unsealed
      select 'v', coalesce(v.project, nobody), v.seq, v.xid, audit.leaf(v) from audit.versions v
        where not exists (select 1 from audit.seals s where s.project = coalesce(v.project, nobody) and v.seq = any (s.versions))
      union all select 'e', coalesce(e.project, nobody), e.seq, e.xid, audit.leaf(e) from audit.entries e
        where not exists (select 1 from audit.seals s where s.project = coalesce(e.project, nobody) and e.seq = any (s.entries));
    delete from audit.reached;
    insert into audit.reached (project, vcut, ecut) values (nobody, (select coalesce(max(seq), 0) from audit.versions), (select coalesce(max(seq), 0) from audit.entries));
  elsif of_project is not null then
    select * into own from audit.reached where project = of_project;
    if not found then own := far; end if;
    insert into unsealed
      (select 'v', v.project, v.seq, v.xid, audit.leaf(v) from audit.versions v
        where v.project = of_project and (v.xid, v.seq) > (far.vx, far.vn) and (v.xid, v.seq) > (own.vx, own.vn) and v.xid < top and v.seq > far.vcut order by v.xid, v.seq limit most)
      union all (select 'e', e.project, e.seq, e.xid, audit.leaf(e) from audit.entries e
        where e.project = of_project and (e.xid, e.seq) > (far.ex, far.en) and (e.xid, e.seq) > (own.ex, own.en) and e.xid < top and e.seq > far.ecut order by e.xid, e.seq limit most);
    select xid, seq into own.vx, own.vn from (select u.xid, u.seq from unsealed u where u.kind = 'v' union all select own.vx, own.vn) l order by 1 desc, 2 desc limit 1;
    select xid, seq into own.ex, own.en from (select u.xid, u.seq from unsealed u where u.kind = 'e' union all select own.ex, own.en) l order by 1 desc, 2 desc limit 1;
    insert into audit.reached (project, vx, vn, ex, en) select of_project, own.vx, own.vn, own.ex, own.en where exists (select 1 from unsealed)
      on conflict (project) do update set vx = excluded.vx, vn = excluded.vn, ex = excluded.ex, en = excluded.en;
  else
    loop
      -- The newest line alone says whether there is anything: asked so, it is found by the index however long the history is.
      exit when not coalesce((select (v.xid, v.seq) > (far.vx, far.vn) from audit.versions v where v.xid < top and v.seq > far.vcut order by v.xid desc, v.seq desc limit 1), false)
        and not coalesce((select (e.xid, e.seq) > (far.ex, far.en) from audit.entries e where e.xid < top and e.seq > far.ecut order by e.xid desc, e.seq desc limit 1), false);
      insert into unsealed
        (select 'v', coalesce(v.project, nobody), v.seq, v.xid, case when not exists (select 1 from audit.reached r where r.project = v.project and (v.xid, v.seq) <= (r.vx, r.vn)) then audit.leaf(v) end from audit.versions v
          where (v.xid, v.seq) > (far.vx, far.vn) and v.xid < top and v.seq > far.vcut order by v.xid, v.seq limit most)
        union all (select 'e', coalesce(e.project, nobody), e.seq, e.xid, case when not exists (select 1 from audit.reached r where r.project = e.project and (e.xid, e.seq) <= (r.ex, r.en)) then audit.leaf(e) end from audit.entries e
          where (e.xid, e.seq) > (far.ex, far.en) and e.xid < top and e.seq > far.ecut order by e.xid, e.seq limit most);
      select xid, seq into far.vx, far.vn from (select u.xid, u.seq from unsealed u where u.kind = 'v' union all select far.vx, far.vn) l order by 1 desc, 2 desc limit 1;
      select xid, seq into far.ex, far.en from (select u.xid, u.seq from unsealed u where u.kind = 'e' union all select far.ex, far.en) l order by 1 desc, 2 desc limit 1;
      update audit.reached r set vx = far.vx, vn = far.vn, ex = far.ex, en = far.en where r.project = nobody;
      delete from audit.reached r where r.project <> nobody and (r.vx, r.vn) <= (far.vx, far.vn) and (r.ex, r.en) <= (far.ex, far.en);
      delete from unsealed where leaf is null;
      exit when exists (select 1 from unsealed);
    end loop;
  end if;
  return query insert into audit.seals (project, n, versions, entries, leaves, prev)
    select u.p, coalesce(l.n, 0) + 1, u.versions, u.entries, u.leaves, coalesce(l.hash, '')
    from (select p, coalesce(array_agg(seq order by seq) filter (where kind = 'v'), '{}') versions, coalesce(array_agg(seq order by seq) filter (where kind = 'e'), '{}') entries,
        coalesce(string_agg(leaf, '' order by seq) filter (where kind = 'v'), '') || coalesce(string_agg(leaf, '' order by seq) filter (where kind = 'e'), '') leaves
      from unsealed group by p) u
    left join lateral (select s.n, s.hash from audit.seals s where s.project = u.p order by s.n desc limit 1) l on true
    returning *;
  drop table unsealed;
end $$;
create or replace function audit.leaf(v audit.versions) returns bytea language sql stable as $$
  select sha256(convert_to(json_build_array('version', v.project, v.seq, audit.micros(v.at), v.entry, v.person, v.action, v.origin,
    v.tbl, v.row, v.version, v.op, audit.image(v.new), audit.image(v.old))::text, 'UTF8')) $$;
create or replace function audit.leaf(e audit.entries) returns bytea language sql stable as $$
  select sha256(convert_to(json_build_array('entry', e.project, e.seq, audit.micros(e.at), e.id, e.person, e.action, e.origin,
    audit.micros(e.captured_at), e.clock_offset_ms, e.subject, audit.image(e.about), audit.image(e.tables))::text, 'UTF8')) $$;
