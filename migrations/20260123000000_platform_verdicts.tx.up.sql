-- What a virus scanner said of the store's files, by their content: the same
-- bytes are looked at once. The serving role can neither read nor write it; it
-- asks for one file at a time, and the kernel for those that nobody looked at.
create table platform.verdicts (
  sha256 text primary key, virus text not null default '', at timestamptz not null default platform.now(),
  state text not null constraint verdicts_state check (state in ('clean', 'infected', 'unchecked'))
);
comment on table platform.verdicts is 'what a virus scanner said of the store''s files; unchecked: too large for it';
alter table platform.verdicts enable row level security;

create function platform.verdict(sha text) returns text language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((select state from platform.verdicts where sha256 = sha), 'unchecked')
$$;

create function platform.judge(sha text, verdict text, name text) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  if platform.kind() is distinct from 'kernel' then raise insufficient_privilege; end if;
  insert into platform.verdicts (sha256, state, virus) values (sha, verdict, name)
    on conflict (sha256) do update set state = excluded.state, virus = excluded.virus, at = platform.now();
end $$;

create function platform.unjudged(after text, most int) returns setof text language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if platform.kind() is distinct from 'kernel' then raise insufficient_privilege; end if;
  return query select k.sha256 from platform.kept_files k left join platform.verdicts v on v.sha256 = k.sha256
    where k.sha256 > unjudged.after and v.sha256 is null order by k.sha256 limit most;
end $$;
