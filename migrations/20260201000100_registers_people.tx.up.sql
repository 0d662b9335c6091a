-- Whose rows are open is asked whenever somebody leaves a project.
create index rows_person on registers.rows (project, person) where person is not null;
