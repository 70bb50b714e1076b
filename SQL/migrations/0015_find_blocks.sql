-- No other index serves the condition of a block's rows: the planner takes this one whatever it
-- knows of the table.
-- squawk-ignore require-concurrent-index-deletion
drop index almanac.result_block_idx;

-- squawk-ignore require-concurrent-index-creation
create index result_block_idx on almanac.result (city_id, version, category_id, block)
where block <> 0;
