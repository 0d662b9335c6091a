-- Handover packages: who ordered which, how far it is, and where the file lies.
create schema handover;

create table handover.packages (
  id uuid primary key, language text not null constraint packages_language check (language in ('da', 'en')),
  state text not null default 'queued' constraint packages_state check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  task uuid not null, person uuid not null default platform.person(), taken_at timestamptz, file uuid,
  name text not null default '', size bigint not null default 0, sha256 text not null default '', counts jsonb not null default '{}'
);
comment on table handover.packages is 'the packages in which a project was handed over';
select platform.for_projects('handover.packages', false);
alter table handover.packages add constraint packages_file_fk foreign key (project, file) references platform.files (project, id);
create index packages_project on handover.packages (project, created_at desc);
-- A package holds the whole project: whoever sees only part of it sees none.
create policy whole on handover.packages as restrictive using (not (select platform.is_narrowed()));
