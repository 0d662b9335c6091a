-- Where an answer says that a requirement is met: on a page of a version of a
-- document, and in words. What happened to the answer keeps what it cited then.
alter table design.answers add column version_of uuid, add column page int constraint answers_page check (page between 1 and 10000),
  add constraint answers_cited check (version_of is not null or page is null);
alter table design.events add column version_of uuid, add column page int;
create index answers_version on design.answers (project, version_of) where version_of is not null;
