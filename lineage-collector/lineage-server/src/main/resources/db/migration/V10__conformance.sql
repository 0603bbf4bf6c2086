-- Where the events of each producer depart from the specification: counts and the newest example.
create table conformance_producer (
  producer   text        primary key,
  name       text        not null,
  version    text        not null,
  events     bigint      not null,
  first_seen timestamptz not null,
  last_seen  timestamptz not null
);
create table conformance_finding (
  producer   text        not null,
  code       text        not null,
  place      text        not null,
  -- In how many events it was found.
  events     bigint      not null,
  first_seen timestamptz not null,
  last_seen  timestamptz not null,
  -- The newest event with it: by event time (last_seen), then by digest.
  digest     text        not null,
  position   bigint      not null,
  pointer    text        not null,
  message    text        not null,
  primary key (producer, code, place)
);

update projection set position = 0, generation = generation + 1;
