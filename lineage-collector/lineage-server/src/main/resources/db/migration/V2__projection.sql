-- What the log says, in a form that reads are cheap on. Every table holds a commutative, idempotent
-- fold of the events, keyed by ids derived from names, so that building it again gives the same rows.

create table projection (
  id         smallint    primary key default 1 check (id = 1),
  position   bigint      not null,
  generation bigint      not null,
  applied_at timestamptz not null
);
insert into projection (position, generation, applied_at) values (0, 0, now());

create table namespace (
  id         uuid        primary key,
  name       text        not null,
  first_seen timestamptz not null,
  last_seen  timestamptz not null
);

create table job (
  id         uuid        primary key,
  namespace  text        not null,
  name       text        not null,
  first_seen timestamptz not null,
  last_seen  timestamptz not null
);
-- Names may be longer than an index entry; their beginnings order lists well enough.
create index job_name on job (left(namespace, 128), left(name, 256), id);

create table dataset (
  id         uuid        primary key,
  namespace  text        not null,
  name       text        not null,
  first_seen timestamptz not null,
  last_seen  timestamptz not null,
  -- The latest mention that is no DROP, and the latest DROP: dropped if the DROP is not earlier.
  alive_at   timestamptz,
  dropped_at timestamptz
);
create index dataset_name on dataset (left(namespace, 128), left(name, 256), id);

create table run (
  id          uuid        primary key,
  job_id      uuid        not null,
  status      text        not null,
  begun_at    timestamptz not null,
  ended_at    timestamptz,
  parent_id   uuid,
  job_version uuid,
  -- The whole fold (io.sluice.lineage.run.RunState) as JSON; the columns above are taken from it.
  state       text        not null
);
create index run_job on run (job_id, begun_at desc, id);
create index run_parent on run (parent_id) where parent_id is not null;
create index run_version on run (job_id, job_version);

-- Which run of which job read or wrote which dataset, and when it said so.
create table job_use (
  job_id     uuid        not null,
  dataset_id uuid        not null,
  role       text        not null,
  run_id     uuid        not null,
  first_seen timestamptz not null,
  last_seen  timestamptz not null,
  primary key (job_id, dataset_id, role, run_id)
);
create index job_use_dataset on job_use (dataset_id, role, last_seen desc);

-- What job events declare, each in full.
create table job_declaration (
  job_id     uuid        not null,
  event_time timestamptz not null,
  digest     text        not null,
  version    uuid        not null,
  primary key (job_id, event_time, digest)
);
create table declared_use (
  job_id     uuid        not null,
  event_time timestamptz not null,
  digest     text        not null,
  dataset_id uuid        not null,
  role       text        not null,
  primary key (job_id, event_time, digest, dataset_id, role)
);

create table dataset_change (
  dataset_id uuid        not null,
  event_time timestamptz not null,
  digest     text        not null,
  change     text        not null,
  primary key (dataset_id, event_time, digest)
);

-- Edges on two clocks: valid_* is event time, known_* is log position. A row with known_to null is
-- what is held true now; one with valid_to null besides is an edge that is open now.
create table edge (
  job_id       uuid        not null,
  dataset_id   uuid        not null,
  role         text        not null,
  valid_from   timestamptz not null,
  valid_to     timestamptz,
  close_reason text,
  known_from   bigint      not null,
  known_to     bigint,
  primary key (job_id, dataset_id, role, valid_from, known_from)
);
create index edge_dataset on edge (dataset_id);
create index edge_known_from on edge (known_from);
create index edge_known_to on edge (known_to) where known_to is not null;

create table dataset_schema (
  dataset_id    uuid        not null,
  version       uuid        not null,
  -- What is read is often only part of the columns: a schema on an input does not replace one on an output.
  authoritative boolean     not null,
  fields        text        not null,
  first_seen    timestamptz not null,
  last_seen     timestamptz not null,
  primary key (dataset_id, version, authoritative)
);

-- Where in the log the newest instance of each facet is.
create table facet (
  owner_id   uuid        not null,
  scope      text        not null,
  key        text        not null,
  event_time timestamptz not null,
  digest     text        not null,
  position   bigint      not null,
  deleted    boolean     not null,
  primary key (owner_id, scope, key)
) with (fillfactor = 80);

-- Column lineage: the newest facet of each dataset and job holds whole.
create table column_source (
  dataset_id uuid        not null,
  job_id     uuid        not null,
  event_time timestamptz not null,
  digest     text        not null,
  content    text        not null,
  primary key (dataset_id, job_id)
);
create table column_link (
  dataset_id      uuid    not null,
  field           text    not null,
  input_id        uuid    not null,
  input_field     text    not null,
  job_id          uuid    not null,
  direct          boolean not null,
  transformations text    not null
);
create index column_link_owner on column_link (dataset_id, job_id);
create index column_link_input on column_link (input_id);

-- The versions of a job are what its ended runs and its declarations show, nothing stored apart.
create view job_version as
  select job_id, version, min(seen) as first_seen, max(seen) as last_seen
  from (
    select job_id, job_version as version, begun_at as seen from run where job_version is not null
    union all
    select job_id, version, event_time as seen from job_declaration
  ) as versions
  group by job_id, version;
