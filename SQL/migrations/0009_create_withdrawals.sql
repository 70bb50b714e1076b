-- Spaces that a person has taken out of discovery, for a legal or a safety reason.

create table almanac.withdrawal (
  withdrawal_id bigint generated always as identity primary key,
  space_id bigint not null,
  -- The city that the space stood in.
  city_id integer not null,
  reason text,
  withdrawn_by text not null,
  withdrawn_at timestamptz not null,
  undone_by text,
  undone_at timestamptz
);

create unique index withdrawal_space_id_idx on almanac.withdrawal (space_id)
where undone_at is null;

grant all on almanac.withdrawal to almanac_owner;
grant select, insert, update, delete on almanac.withdrawal to almanac_worker;
