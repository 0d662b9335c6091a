-- Presets are seen with nobody else's eyes: whoever looks at a project as a
-- member of another company does not come to see that company's.
create policy by_oneself on projects.presets as restrictive using (platform.setting('viewer') is null);
