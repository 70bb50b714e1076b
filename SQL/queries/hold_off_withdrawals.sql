-- hold_off_withdrawals: no space is withdrawn until the end of the transaction.
-- LOCK takes no snapshot: the first statement after it sees every withdrawal that went before.
set local lock_timeout = '60s';
lock table almanac.withdrawal in share mode
