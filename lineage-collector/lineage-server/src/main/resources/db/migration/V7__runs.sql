-- Lists of runs, newest first, at millions of them; and the run at the top of a family where that is
-- not the parent itself.
alter table run
  add column root_id    uuid,
  add column nominal_at timestamptz;
create index run_root on run (root_id) where root_id is not null;
create index run_begun on run (begun_at desc, id);
-- Most runs are completed ones; a list of them is found on the way through all.
create index run_uncompleted on run (status, begun_at desc, id) where status <> 'COMPLETED';

-- Which events of the log are about which run.
create table run_event (
  run_id     uuid        not null,
  position   bigint      not null,
  event_time timestamptz not null,
  event_type text,
  primary key (run_id, position)
);

-- The queries that runs made in warehouses, to find a run by what its warehouse knows of it.
create table run_query (
  query_id text not null,
  source   text not null,
  run_id   uuid not null,
  primary key (query_id, source, run_id)
);
create index run_query_run on run_query (run_id);

delete from run;
update projection set position = 0, generation = generation + 1;
