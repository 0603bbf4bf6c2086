-- Up to which log position the count goes: events that are applied again are not counted again.
delete from event_tally;
alter table event_tally add column through bigint not null;

-- The small letters are made once, not for every three of them.
create or replace function name_grams(name text) returns text[]
  language sql immutable strict parallel safe cost 500
  return array(
    select substr(folded, place, 3)
    from lower(name) as folded, generate_series(1, length(name) - 2) as place);

update projection set position = 0, generation = generation + 1;
