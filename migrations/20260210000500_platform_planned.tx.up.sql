-- The same in every other function whose statements stay planned: a setting stands
-- in a sub-select, of which the planner takes no value.
do $$
declare f regprocedure;
begin
  for f in select p.oid from pg_proc p join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
      where p.prosrc ~ '[^:]= platform\.(project|request)\(\)' and p.proowner = (select oid from pg_roles where rolname = current_user) loop
    execute regexp_replace(pg_get_functiondef(f), '([^:]= )(platform\.(project|request)\(\))', '\1(select \2)', 'g');
  end loop;
end $$;
