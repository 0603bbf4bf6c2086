-- What runs reported of datasets beyond lineage, one row for each kind: the newest report of the
-- run (event_time, then digest) holds whole. owner_id is the dataset; of TESTS it is the run, and of
-- JOB_TAGS the job. run_id is 00000000-… where no run says so or where the newest of all runs holds.
create table dataset_fact (
  owner_id   uuid        not null,
  kind       text        not null,
  run_id     uuid        not null,
  role       text        not null,
  event_time timestamptz not null,
  digest     text        not null,
  position   bigint      not null,
  job_id     uuid        not null,
  content    text        not null,
  primary key (owner_id, kind, run_id, role)
) with (fillfactor = 90);
create index dataset_fact_time on dataset_fact (owner_id, kind, event_time desc);

update projection set position = 0, generation = generation + 1;
