{{ config(
  materialized='incremental',
  incremental_strategy='delete+insert',
  unique_key='city_id',
  alias='dbt_result',
  indexes=[{'columns': ['city_id', 'version', 'recommended', 'space_id'], 'unique': true}]
) }}
