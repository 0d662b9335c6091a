-- Numbers of tags are counted through the whole project, unless it has them
-- begin anew at each place.
alter table registers.tag_rules add column anew boolean not null default false;
