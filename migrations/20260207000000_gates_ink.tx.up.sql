-- Who signs an acceptance document may draw the signature beside the name. Whoever
-- prepared it signs only where nobody else can, and says why; what was signed
-- before stays as it is.
alter table gates.acceptances add column signature uuid, add column alone text not null default '',
  add constraint acceptances_signature_fk foreign key (project, signature) references platform.files (project, id) deferrable;
comment on column gates.acceptances.signature is 'the picture of the signature; null: signed by the typed name';
comment on column gates.acceptances.alone is 'why whoever prepared the document signs it; empty: somebody else did';

create function gates.four_eyes() returns trigger language plpgsql as $$
begin
  if old.state = 'draft' and new.state = 'signed' and new.signed_by = new.prepared_by and new.alone = '' then
    raise exception 'The acceptance document %%s is signed by somebody else than whoever prepared it' using errcode = 'CX409', detail = new.label;
  end if;
  return new;
end $$;
create trigger four_eyes before update on gates.acceptances for each row execute function gates.four_eyes();
