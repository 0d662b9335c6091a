-- Seals: what the history holds is made into one chain for each project, later
-- and by transactions, so that no writer waits for it.
-- PostgreSQL before 17 gives partitioned tables no identity column.
do $$ begin
  if current_setting('server_version_num')::int >= 170000 then
    alter table audit.entries add column seq bigint generated always as identity;
  else
    create sequence audit.entries_seq_seq;
    alter table audit.entries add column seq bigint not null default nextval('audit.entries_seq_seq');
    alter sequence audit.entries_seq_seq owned by audit.entries.seq;
  end if;
end $$;
alter table audit.entries add column xid xid8 default pg_current_xact_id();
create index versions_xid on audit.versions (xid, seq);
create index entries_xid on audit.entries (xid, seq);

create table audit.seals (
  id bigint generated always as identity, project uuid not null, n int not null, made_at timestamptz not null default platform.now(),
  mark jsonb not null, versions bigint[] not null, entries bigint[] not null, leaves bytea not null, prev bytea not null,
  root bytea not null default '', hash bytea not null default '', key bytea not null default '', signature bytea not null default '', primary key (project, n)
);
comment on column audit.seals.mark is 'how far all that is sealed reaches: transaction (x) and number (n) of the last version (v) and entry (e), and the numbers (cut) below which all was sealed before the database was restored';
comment on table audit.seals is 'which versions and entries a seal holds with the hash of each, their Merkle root, and the signed link to the seal before';
create unique index seals_id_uq on audit.seals (id);
alter table audit.seals enable row level security, force row level security;
create policy kernel on audit.seals for select using ((select platform.kind()) = 'kernel');
create policy members on audit.seals for select using (project = (select platform.project()) and (select platform.is_member()) and not (select platform.is_narrowed()));
create policy owner_writes on audit.seals for insert to current_user with check (true);
create policy owner_signs on audit.seals for update to current_user using (signature = '') with check (signature <> '');
select platform.register_table('audit.seals', 'history', false, false);

-- The functions below run as the owner, and only for the kernel.
create policy owner_seals on audit.versions for select to current_user using ((select platform.kind()) = 'kernel');
create policy owner_seals on audit.entries for select to current_user using ((select platform.kind()) = 'kernel');

create function audit.image(image jsonb) returns text language sql immutable as $$ select encode(sha256(convert_to(image::text, 'UTF8')), 'hex') $$;
create function audit.micros(at timestamptz) returns bigint language sql immutable as $$ select (extract(epoch from at) * 1000000)::bigint $$;
-- The hash of one line of the history; cxweb/modules/audit/seal works out the same.
create function audit.leaf(v audit.versions) returns bytea language sql stable as $$
  select sha256(convert_to(jsonb_build_array('version', v.project, v.seq, audit.micros(v.at), v.entry, v.person, v.action, v.origin,
    v.tbl, v.row, v.version, v.op, audit.image(v.new), audit.image(v.old))::text, 'UTF8')) $$;
create function audit.leaf(e audit.entries) returns bytea language sql stable as $$
  select sha256(convert_to(jsonb_build_array('entry', e.project, e.seq, audit.micros(e.at), e.id, e.person, e.action, e.origin,
    audit.micros(e.captured_at), e.clock_offset_ms, e.subject, audit.image(e.about), audit.image(e.tables))::text, 'UTF8')) $$;

-- Begins the next seal of each project that has something to seal, of so many
-- versions and entries in all, and returns them to be signed. Only transactions
-- below the oldest one that is still open are sealed: nothing can come in
-- between any more. A database that was restored counts its transactions anew;
-- then what no seal holds is sealed once, and from there on what comes after.
create function audit.begin_seals(most int) returns setof audit.seals language plpgsql security definer set search_path = pg_catalog as $$
declare mark jsonb; vx xid8; vn bigint; ex xid8; en bigint; top xid8 := pg_snapshot_xmin(pg_current_snapshot());
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  if platform.kind() is distinct from 'kernel' then raise insufficient_privilege; end if;
  perform pg_advisory_xact_lock(hashtextextended('audit.seal', 0));
  select s.mark into mark from audit.seals s order by s.id desc limit 1;
  mark := coalesce(mark, '{"vx": "0", "vn": 0, "ex": "0", "en": 0, "vcut": 0, "ecut": 0}');
  if greatest((mark ->> 'vx')::xid8, (mark ->> 'ex')::xid8) >= pg_snapshot_xmax(pg_current_snapshot()) then
    lock table audit.versions, audit.entries in share mode;
    mark := jsonb_build_object('vx', '0', 'vn', 0, 'ex', '0', 'en', 0, 'vcut', (select coalesce(max(seq), 0) from audit.versions), 'ecut', (select coalesce(max(seq), 0) from audit.entries));
    create temporary table unsealed on commit drop as
      select 'v' kind, coalesce(v.project, nobody) p, v.seq, v.xid, audit.leaf(v) leaf from audit.versions v
        where not exists (select 1 from audit.seals s where s.project = coalesce(v.project, nobody) and v.seq = any (s.versions))
      union all select 'e', coalesce(e.project, nobody), e.seq, e.xid, audit.leaf(e) from audit.entries e
        where not exists (select 1 from audit.seals s where s.project = coalesce(e.project, nobody) and e.seq = any (s.entries));
  else
    vx := mark ->> 'vx'; vn := mark ->> 'vn'; ex := mark ->> 'ex'; en := mark ->> 'en';
    -- The newest line alone says whether there is anything: asked so, it is found by the index however long the history is.
    if not coalesce((select (v.xid, v.seq) > (vx, vn) from audit.versions v where v.xid < top and v.seq > (mark ->> 'vcut')::bigint order by v.xid desc, v.seq desc limit 1), false)
      and not coalesce((select (e.xid, e.seq) > (ex, en) from audit.entries e where e.xid < top and e.seq > (mark ->> 'ecut')::bigint order by e.xid desc, e.seq desc limit 1), false) then return; end if;
    create temporary table unsealed on commit drop as
      (select 'v' kind, coalesce(v.project, nobody) p, v.seq, v.xid, audit.leaf(v) leaf from audit.versions v
        where (v.xid, v.seq) > (vx, vn) and v.xid < top and v.seq > (mark ->> 'vcut')::bigint order by v.xid, v.seq limit most)
      union all (select 'e', coalesce(e.project, nobody), e.seq, e.xid, audit.leaf(e) from audit.entries e
        where (e.xid, e.seq) > (ex, en) and e.xid < top and e.seq > (mark ->> 'ecut')::bigint order by e.xid, e.seq limit most);
    mark := mark || coalesce((select jsonb_build_object('vx', u.xid::text, 'vn', u.seq) from unsealed u where u.kind = 'v' order by u.xid desc, u.seq desc limit 1), '{}')
      || coalesce((select jsonb_build_object('ex', u.xid::text, 'en', u.seq) from unsealed u where u.kind = 'e' order by u.xid desc, u.seq desc limit 1), '{}');
  end if;
  return query insert into audit.seals (project, n, mark, versions, entries, leaves, prev)
    select u.p, coalesce(l.n, 0) + 1, mark, coalesce(array_agg(u.seq order by u.seq) filter (where u.kind = 'v'), '{}'), coalesce(array_agg(u.seq order by u.seq) filter (where u.kind = 'e'), '{}'),
      coalesce(string_agg(u.leaf, '' order by u.seq) filter (where u.kind = 'v'), '') || coalesce(string_agg(u.leaf, '' order by u.seq) filter (where u.kind = 'e'), ''), coalesce(l.hash, '')
    from unsealed u left join lateral (select s.n, s.hash from audit.seals s where s.project = u.p order by s.n desc limit 1) l on true
    group by u.p, l.n, l.hash
    returning *;
  drop table unsealed;
end $$;

create function audit.sign_seal(seal bigint, with_root bytea, with_hash bytea, by_key bytea, with_signature bytea) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  if platform.kind() is distinct from 'kernel' then raise insufficient_privilege; end if;
  update audit.seals set root = with_root, hash = with_hash, key = by_key, signature = with_signature where id = seal;
end $$;

-- What came of looking through a project's history.
create table audit.checks (id uuid primary key, at timestamptz not null default platform.now(), person uuid, seals int not null, versions bigint not null, entries bigint not null,
  waiting bigint not null, faults int not null, found jsonb not null default '[]');
comment on table audit.checks is 'each look through a project''s sealed history, with what was found';
select platform.for_projects('audit.checks', false);
create index checks_at on audit.checks (project, at desc);
