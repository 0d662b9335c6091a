-- Which of some documents are in the project, those too that a member does not
-- see who is narrowed to disciplines or to a company: a link to one of them is
-- no link to nothing. It tells nothing of them, and puts back what it sets.
create function documents.there(ids uuid[]) returns setof uuid language plpgsql as $$
declare of_disciplines text := current_setting('app.disciplines', true); of_company text := current_setting('app.own_company', true);
begin
  perform set_config('app.disciplines', '', true), set_config('app.own_company', '', true);
  return query select d.id from documents.documents d where d.project = platform.project() and d.id = any (ids);
  perform set_config('app.disciplines', coalesce(of_disciplines, ''), true), set_config('app.own_company', coalesce(of_company, ''), true);
end $$;
create index documents_title on documents.documents (project, lower(title));
