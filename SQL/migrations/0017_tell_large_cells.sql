-- Whether the rows of a cell have blocks, as its build decided by their number: the one place where
-- readers look it up.
alter table almanac.cell add column has_blocks boolean not null default false;

update almanac.cell set has_blocks = true
where row_count > 10000;
