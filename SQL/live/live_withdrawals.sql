-- live_withdrawals: the spaces that a person has taken out of discovery.
select w.space_id
from almanac.withdrawal as w
where w.undone_at is null
