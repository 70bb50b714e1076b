-- allow_nested_loops: takes back what prefer_hash_joins has set in this transaction.
set local enable_nestloop to default
