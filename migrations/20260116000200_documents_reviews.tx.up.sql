-- Documents with their versions, and the design review of them: which versions
-- are reviewed, what is said of each, and what went to the commissioning log.
create schema documents;

create table documents.documents (
  id uuid primary key, number text not null constraint documents_number check (number <> ''), title text not null constraint documents_title check (title <> ''), discipline uuid,
  kind text not null constraint documents_kind check (kind in ('drawing', 'diagram', 'description', 'calculation', 'schedule', 'data_sheet', 'model', 'other')), company uuid
);
comment on table documents.documents is 'a document of the project by its number, whatever its versions';
create table documents.versions (
  id uuid primary key, document uuid not null, revision text not null constraint versions_revision check (revision <> ''), file uuid not null, note text not null default '', made_by uuid, made_at timestamptz not null default platform.now()
);
comment on table documents.versions is 'a revision of a document with its file; nothing of it is overwritten';
create table documents.reviews (
  id uuid primary key, number int not null, title text not null constraint reviews_title check (title <> ''), phase uuid, due_on date, seed text not null,
  status text not null default 'open' constraint reviews_status check (status in ('open', 'closed')), opened_by uuid, opened_at timestamptz not null default platform.now(), closed_by uuid, closed_at timestamptz
);
comment on table documents.reviews is 'a design review of some versions of documents';
create table documents.review_items (
  id uuid primary key, review uuid not null, version_of uuid not null, share int not null constraint review_items_share check (share between 1 and 100), place int not null, drawn boolean not null
);
comment on table documents.review_items is 'what a review is about: each version with its place in the draw, and whether it was drawn';
create table documents.reviewers (id uuid primary key, review uuid not null, person uuid not null);
comment on table documents.reviewers is 'who reviews';
create table documents.comments (
  id uuid primary key, review uuid not null, version_of uuid not null, number int not null, page int constraint comments_page check (page between 1 and 10000), place text not null default '',
  verdict text not null constraint comments_verdict check (verdict in ('accepted', 'must_change', 'question', 'remark')), text text not null default '', requirement uuid,
  made_by uuid, side uuid, made_at timestamptz not null default platform.now(), reply text not null default '', replied_by uuid, replied_side uuid, replied_at timestamptz,
  resolved boolean not null default false, resolved_by uuid, resolved_at timestamptz, entry uuid, entry_number int
);
comment on table documents.comments is 'what a reviewer says of a version of a document, and what the designer answers';
create table documents.counters (id uuid primary key default gen_random_uuid(), series uuid not null, last int not null default 0);
comment on table documents.counters is 'the last number given to a review, and to a comment of each';

select platform.for_projects(('documents.' || t)::regclass) from unnest(array['documents', 'versions', 'reviews', 'review_items', 'reviewers', 'comments']) t;
select platform.for_projects('documents.counters', false);
do $$ declare t text; begin
  foreach t in array array['documents', 'versions', 'reviews', 'review_items', 'comments'] loop
    execute format('alter table documents.%1$s add constraint %1$s_project_id_uq unique (project, id)', t);
  end loop;
end $$;
create unique index documents_number_uq on documents.documents (project, lower(number));
create unique index versions_revision_uq on documents.versions (project, document, lower(revision));
alter table documents.reviews add constraint reviews_number_uq unique (project, number);
alter table documents.comments add constraint comments_number_uq unique (project, review, number),
  add constraint comments_review_fk foreign key (project, review) references documents.reviews (project, id) deferrable,
  add constraint comments_version_fk foreign key (project, version_of) references documents.versions (project, id) deferrable;
alter table documents.versions add constraint versions_document_fk foreign key (project, document) references documents.documents (project, id) deferrable,
  add constraint versions_file_fk foreign key (project, file) references platform.files (project, id) deferrable;
alter table documents.review_items add constraint review_items_version_uq unique (project, review, version_of),
  add constraint review_items_review_fk foreign key (project, review) references documents.reviews (project, id) deferrable,
  add constraint review_items_version_fk foreign key (project, version_of) references documents.versions (project, id) deferrable;
alter table documents.reviewers add constraint reviewers_person_uq unique (project, review, person),
  add constraint reviewers_review_fk foreign key (project, review) references documents.reviews (project, id) deferrable;
create unique index counters_series_uq on documents.counters (project, series);
select platform.narrow_by('documents.versions', 'document', 'documents.documents');
select platform.narrow_by('documents.review_items', 'version_of', 'documents.versions');
select platform.narrow_by('documents.comments', 'version_of', 'documents.versions');
-- A version is what it was; the next is another.
create policy kept on documents.versions as restrictive for update using (false);

create index documents_order on documents.documents (project, (number collate platform.natural_order), id);
create index documents_discipline on documents.documents (project, discipline);
create index documents_company on documents.documents (project, company);
create index versions_document on documents.versions (project, document, made_at desc, id desc);
create index comments_open on documents.comments (project, review, resolved, number);
create index comments_version on documents.comments (project, version_of);
create index comments_requirement on documents.comments (project, requirement) where requirement is not null;
