-- Three roles: one that migrates, one that builds, one that answers. They cannot log in; grant
-- them to the accounts of the deployment.

do $$
declare
  role_name text;
begin
  foreach role_name in array array['almanac_owner', 'almanac_worker', 'almanac_reader'] loop
    begin
      if not exists (select from pg_catalog.pg_roles where rolname = role_name) then
        execute format('create role %I nologin', role_name);
      end if;
    exception
      -- Roles belong to the cluster: another database may be migrating at this moment.
      when duplicate_object or unique_violation then null;
    end;
  end loop;
end
$$;

grant usage on schema almanac to almanac_owner, almanac_worker, almanac_reader;
grant all on all tables in schema almanac to almanac_owner;
grant select, insert, update, delete on all tables in schema almanac to almanac_worker;
grant select on
almanac.city, almanac.category, almanac.add_on, almanac.card, almanac.day, almanac.cell,
almanac.cell_live, almanac.city_check, almanac.generation, almanac.result
to almanac_reader;
