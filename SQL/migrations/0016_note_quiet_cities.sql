-- A city of which nothing can have changed is known without looking at its cells: the rules that it
-- was found right with are the present ones, no change is pending, and nobody has published since.
alter table almanac.city
add column quiet_hash bigint,
add column quiet_generation bigint,
add column quiet_cells integer;
