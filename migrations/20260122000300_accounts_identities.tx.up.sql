-- Who a person is at the sign-in of their company.
create table accounts.identities (
  person uuid not null constraint identities_person_fk references accounts.people (id), issuer text not null, subject text not null,
  linked_at timestamptz not null default platform.now(), used_at timestamptz not null default platform.now(), primary key (person, issuer)
);
comment on table accounts.identities is 'by which name a company''s own sign-in knows a person';
create unique index identities_subject_uq on accounts.identities (issuer, subject);
select platform.for_people('accounts.identities');
