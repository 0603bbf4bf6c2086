-- What a run reported of a dataset is kept per run: which schema, which column lineage and which
-- state of the data. Each is the newest report of that run; *_at and *_digest say which report that
-- is (event time, then the first 16 bytes of the event's digest), so that any order of the events
-- gives the same row. Schema or column lineage as of a time: the newest *_at that is not later.
delete from job_use;
alter table job_use
  add column position       bigint not null,
  add column schema_version uuid,
  add column schema_at      timestamptz,
  add column schema_digest  uuid,
  add column columns_version uuid,
  add column columns_at     timestamptz,
  add column columns_digest uuid,
  add column data_version   text,
  add column data_at        timestamptz,
  add column data_digest    uuid;
comment on column job_use.position is 'The smallest log position that mentions it';
create index job_use_data on job_use (dataset_id, data_version) where data_version is not null;

-- Column lineage by content. column_version says which content a job gave to a dataset and when;
-- the newest report (last_seen, then digest) is the current one. column_link holds each content
-- once, never changes and is never deleted: version is a hash of its links.
--   now:          column_version v join column_link l using (version) where v.current
--   as of a time: the same without v.current, v being of each (dataset_id, job_id) the one that
--                 job_use.columns_version of the newest job_use.columns_at <= time names; where no
--                 run is kept, the one with the greatest first_seen <= time.
-- A dataset event, which has no job, stands under the job 00000000-0000-0000-0000-000000000000.
drop table column_link;
drop table column_source;
create table column_version (
  dataset_id uuid        not null,
  job_id     uuid        not null,
  version    uuid        not null,
  first_seen timestamptz not null,
  last_seen  timestamptz not null,
  -- Of the report of last_seen: the first 16 bytes of the event's digest.
  digest     uuid        not null,
  current    boolean     not null,
  primary key (dataset_id, job_id, version)
) with (fillfactor = 80);
create index column_version_version on column_version (version);
create table column_link (
  version         uuid     not null,
  -- The place in the facet.
  ordinal         integer  not null,
  field           text     not null,
  input_id        uuid     not null,
  input_field     text     not null,
  direct          boolean  not null,
  transformations text     not null,
  primary key (version, ordinal)
);
create index column_link_input on column_link (input_id);

delete from namespace;
delete from job;
delete from dataset;
delete from run;
delete from job_declaration;
delete from declared_use;
delete from dataset_change;
delete from edge;
delete from dataset_schema;
delete from facet;
update projection set position = 0, generation = generation + 1;
