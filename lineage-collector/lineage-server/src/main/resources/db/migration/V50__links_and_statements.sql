-- Edges that no job's reading or writing tells of, on two clocks as the table edge:
--   DERIVES  from a dataset (or a job) to a dataset, said by the dataset's explicit lineage facet
--   TRIGGERS from a job to a job that waits for it (control flow, not data)
--   PARENT   from a job to the job that starts it; COMMAND where it is only a command of that job
--   FLOW     through job_id, said by its explicit lineage facet: from an input, or nothing, to an output, or nothing;
--            INFLUENCE if the input only influences the output
--   INDIRECT through job_id: by its column lineage the input only influences the output
create table link (
  source_id    uuid        not null,
  kind         text        not null,
  from_id      uuid        not null,
  to_id        uuid        not null,
  job_id       uuid        not null,
  valid_from   timestamptz not null,
  valid_to     timestamptz,
  close_reason text,
  known_from   bigint      not null,
  known_to     bigint,
  primary key (source_id, kind, from_id, to_id, valid_from, known_from)
);
create index link_known_from on link (known_from);
create index link_known_to on link (known_to) where known_to is not null;
create index link_from on link (from_id) where known_to is null and kind = 'DERIVES';
create index link_to on link (to_id) where known_to is null and kind = 'DERIVES';

-- What each source said, each content once, with the first and the last time at which it was said. A
-- content stands until the source says another.
create table link_statement (
  source_id  uuid        not null,
  content    uuid        not null,
  first_seen timestamptz not null,
  last_seen  timestamptz not null,
  -- A line for each: KIND FROM TO JOB.
  links      text        not null,
  primary key (source_id, content)
) with (fillfactor = 80);

-- What a job said in full of what it uses, other than by job events: by a snapshot or an explicit
-- lineage facet. Each content once, as above.
create table edge_statement (
  job_id     uuid        not null,
  reason     text        not null,
  content    uuid        not null,
  first_seen timestamptz not null,
  last_seen  timestamptz not null,
  inputs     uuid[]      not null,
  outputs    uuid[]      not null,
  primary key (job_id, reason, content)
) with (fillfactor = 80);

-- When a dataset lost its name to another.
create table dataset_renamed (
  dataset_id uuid        not null,
  event_time timestamptz not null,
  primary key (dataset_id, event_time)
);

-- Who answers for a job or dataset: the names in the newest ownership facet, a line for each.
create table owned (
  id         uuid        primary key,
  event_time timestamptz not null,
  digest     text        not null,
  owners     text        not null
) with (fillfactor = 80);

-- What was known at which position follows from all that was known before it.
delete from edge;
delete from job_use;
delete from job_declaration;
delete from declared_use;
delete from dataset_change;
update projection set position = 0, generation = generation + 1;
