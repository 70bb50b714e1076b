-- Why a run did not end well, in words; that it found cities leased is an outcome of its own. A
-- city that has failed is known by its slug, also when nothing of it was ever built.
alter table almanac.run add column note text;
alter table almanac.run_failure add column city text;

-- squawk-ignore ban-drop-constraint
alter table almanac.run drop constraint run_outcome_check;
-- squawk-ignore constraint-missing-not-valid
alter table almanac.run add constraint run_outcome_check check (
  outcome in ('running', 'done', 'findings', 'failed', 'busy', 'interrupted', 'abandoned')
);
