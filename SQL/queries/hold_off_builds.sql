-- hold_off_builds: waits for the batches that are being built, and lets none begin until the end of
-- the transaction.
set local lock_timeout = '60s';
lock table almanac.withdrawal in share row exclusive mode
