-- A link may be to a version of a document as well as to the document.
create or replace function documents.there(ids uuid[]) returns setof uuid language plpgsql as $$
declare of_disciplines text := current_setting('app.disciplines', true); of_company text := current_setting('app.own_company', true);
begin
  perform set_config('app.disciplines', '', true), set_config('app.own_company', '', true);
  return query select d.id from documents.documents d where d.project = platform.project() and d.id = any (ids)
    union all select v.id from documents.versions v where v.project = platform.project() and v.id = any (ids);
  perform set_config('app.disciplines', coalesce(of_disciplines, ''), true), set_config('app.own_company', coalesce(of_company, ''), true);
end $$;
