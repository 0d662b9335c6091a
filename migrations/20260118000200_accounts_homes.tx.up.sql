-- The company whose house somebody belongs to, for what is shared within it.
-- Whoever signs in has proven their address by a mail; what they call their
-- company is their own word. So both count: the name, within the domain of the
-- address. Where a domain is everybody's, a person is a house by themselves.
create function accounts.home() returns uuid language plpgsql stable security definer set search_path = pg_catalog as $$
declare p record; domain text;
begin
  select company, email into p from accounts.people where id = platform.person();
  if not found then return null; end if;
  domain := split_part(p.email, '@', 2);
  if btrim(p.company) = '' or domain in ('gmail.com', 'googlemail.com', 'outlook.com', 'outlook.dk', 'hotmail.com', 'hotmail.dk', 'live.com', 'live.dk', 'msn.com', 'yahoo.com', 'yahoo.dk', 'icloud.com', 'me.com',
      'mail.dk', 'mail.com', 'protonmail.com', 'proton.me', 'gmx.com', 'gmx.de', 'jubii.dk', 'ofir.dk', 'tdcadsl.dk', 'webspeed.dk', 'post.tele.dk', 'mail.tele.dk', 'stofanet.dk', 'youmail.dk', 'fastmail.com', 'zoho.com') then
    return md5('person ' || platform.person())::uuid;
  end if;
  return md5('company ' || domain || ' ' || lower(btrim(p.company)))::uuid;
end $$;
