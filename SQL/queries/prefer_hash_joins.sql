-- prefer_hash_joins: until the transaction ends, keeps nested loops for where nothing else works.
-- The tables, or the city, may be new to the planner: it then takes the city for a handful of
-- spaces, and would compare each with each.
set local enable_nestloop = off
