-- What a refresh has published and a rebuild has found right since is a way back: a checkpoint.
alter table almanac.generation
add column confirmed_at timestamptz,
add column confirmed_by bigint;
