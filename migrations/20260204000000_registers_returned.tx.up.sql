-- The client returns a proposal with a reason; those who made it change it and
-- propose it anew, as the same edition.
alter table registers.requirements drop constraint requirements_state;
alter table registers.requirements add constraint requirements_state check (state in ('proposed', 'returned', 'approved', 'superseded'));

create or replace function registers.hold_requirement() returns trigger language plpgsql as $$
declare restored boolean := registers.is_restored();
begin
  if restored and tg_op = 'UPDATE' and old.acceptance is not null then
    raise exception using errcode = 'CX409', message = 'It is locked by the acceptance of a phase. Reopen the phase first.';
  end if;
  if restored then
    new.locked_in := null;
    new.acceptance := null;
    if new.state not in ('proposed', 'returned') and not exists (select 1 from registers.editions e where e.project = new.project and e.requirement = new.id and e.number = new.edition
      and (e.title_da, e.title_en, e.criterion_da, e.criterion_en, e.unit, e.comparison, e.target, e.target_text, e.tolerance)
      is not distinct from (new.title_da, new.title_en, new.criterion_da, new.criterion_en, new.unit, new.comparison, new.target, new.target_text, new.tolerance)) then
      new.state := 'proposed';
    end if;
    if new.state in ('proposed', 'returned') then
      new.edition := 1 + (select coalesce(max(number), 0) from registers.editions e where e.project = new.project and e.requirement = new.id);
      new.approved_by := null;
      new.approved_on := null;
    end if;
  elsif new.state = 'approved' and platform.setting('action') is distinct from 'handover.receive' and (tg_op = 'INSERT' or old.state <> 'approved') then
    new.edition := 1 + (select coalesce(max(number), 0) from registers.editions e where e.project = new.project and e.requirement = new.id);
  end if;
  return new;
end $$;
