-- read_marks: two numbers that move whenever what is live, or how fresh it is, has changed.
select
  coalesce((select max(g.generation) from almanac.generation as g), 0) as generation,
  coalesce((select max(k.run_id) from almanac.city_check as k), 0) as run_id
