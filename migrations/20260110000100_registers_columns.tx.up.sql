-- Columns that a project adds to its registers. What stands in them is kept
-- with each row, by the column's key.
create table registers.columns (
  id uuid primary key, thing text not null, key text not null constraint columns_key check (key ~ '^c[0-9a-f]{10}$'),
  name_da text not null default '', name_en text not null default '',
  kind text not null constraint columns_kind check (kind in ('text', 'number', 'date', 'choice', 'choices', 'person', 'flag')),
  unit text not null default '', choices text[] not null default '{}', required boolean not null default false, at_handover boolean not null default false,
  initial jsonb, disciplines uuid[] not null default '{}', position int not null default 0,
  constraint columns_name check (name_da <> '' or name_en <> '')
);
comment on table registers.columns is 'columns that a project added to its registers';
select platform.for_projects('registers.columns');
create unique index columns_key_uq on registers.columns (project, thing, key);

do $$ declare t text; begin
  foreach t in array array['disciplines', 'methods', 'phases', 'locations', 'types', 'systems', 'components', 'requirements', 'rows'] loop
    execute format('alter table registers.%1$s add column own jsonb not null default ''{}'', add constraint %1$s_own check (jsonb_typeof(own) = ''object'')', t);
  end loop;
end $$;

-- What stands in them is searched with the rest.
do $$ declare t text; begin
  foreach t in array array['rows', 'components'] loop
    execute format('drop trigger words_new on registers.%1$I; drop trigger words_gone on registers.%1$I; drop trigger words_changed on registers.%1$I', t);
    execute format('drop function registers.%1$s_words_new(), registers.%1$s_words_changed()', t);
  end loop;
end $$;
select registers.keep_words('rows', $w$t.title_da || ' ' || t.title_en || ' ' || t.note || ' ' || t.criterion_da || ' ' || t.criterion_en || ' ' || t.measured_text
  || case when t.own = '{}' then '' else ' ' || jsonb_path_query_array(t.own, '$.*')::text end$w$);
select registers.keep_words('components', $w$t.tag || ' ' || t.name || ' ' || t.serial || ' ' || t.barcode || ' ' || t.asset || ' ' || t.description
  || case when t.own = '{}' then '' else ' ' || jsonb_path_query_array(t.own, '$.*')::text end$w$);
