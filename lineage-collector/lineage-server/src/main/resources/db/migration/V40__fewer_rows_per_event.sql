-- Fewer and smaller rows per event. What is read often keeps its name and shape, as a view.
drop table facet;
-- Where in the log the newest instance of each facet of an owner is: a JSON array of
-- {at, digest, position, keys, deleted}, the newest event first; usually one event has all.
create table facet_place (
  owner_id uuid not null,
  scope    text not null,
  places   text not null,
  primary key (owner_id, scope)
) with (fillfactor = 60);
create view facet as
  select owner_id, scope, key, (place ->> 'at')::timestamptz as event_time,
         place ->> 'digest' as digest, (place ->> 'position')::bigint as position,
         coalesce(place -> 'deleted' ? key, false) as deleted
  from facet_place
  cross join lateral jsonb_array_elements(places::jsonb) as each(place)
  cross join lateral jsonb_array_elements_text(place -> 'keys') as keys(key);

drop table dataset_schema;
create table schema_content (
  version uuid primary key,
  fields  text not null
);
create table schema_seen (
  dataset_id    uuid        not null,
  version       uuid        not null,
  -- What is read is often only part of the columns: a schema on an input does not replace one on an output.
  authoritative boolean     not null,
  first_seen    timestamptz not null,
  last_seen     timestamptz not null,
  primary key (dataset_id, version, authoritative)
) with (fillfactor = 60);
create view dataset_schema as
  select dataset_id, version, authoritative, fields, first_seen, last_seen
  from schema_seen join schema_content using (version);

-- An update that changes no indexed column touches one page only, if there is room on it.
alter table namespace set (fillfactor = 50);
alter table job set (fillfactor = 60);
alter table dataset set (fillfactor = 60);
alter table column_version set (fillfactor = 60);
alter table job_use set (fillfactor = 75);
alter table run set (fillfactor = 60);
drop index job_use_dataset;
create index job_use_dataset on job_use (dataset_id, role, first_seen desc);
-- The versions of a job are found through run_job.
drop index run_version;

delete from namespace;
delete from job;
delete from dataset;
delete from run;
delete from job_use;
delete from job_declaration;
delete from declared_use;
delete from dataset_change;
delete from edge;
delete from column_version;
delete from column_link;
update projection set position = 0, generation = generation + 1;
