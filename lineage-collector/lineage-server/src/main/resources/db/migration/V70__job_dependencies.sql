-- Which job waits for which by a scheduler (the jobDependencies facet); no flow of data. A job may be
-- named here and never send an event.
create table job_dependency (
  upstream_id          uuid        not null,
  downstream_id        uuid        not null,
  upstream_namespace   text        not null,
  upstream_name        text        not null,
  downstream_namespace text        not null,
  downstream_name      text        not null,
  first_seen           timestamptz not null,
  last_seen            timestamptz not null,
  primary key (upstream_id, downstream_id)
);
create index job_dependency_downstream on job_dependency (downstream_id);

update projection set position = 0, generation = generation + 1;
