-- What the reads of Marquez's clients need besides names and runs, built from the log as well.

create table source_seen (
  id         uuid        primary key,
  name       text        not null,
  first_seen timestamptz not null,
  last_seen  timestamptz not null,
  -- The newest report of where the source is: by event time, then digest.
  uri        text        not null,
  uri_at     timestamptz not null,
  uri_digest text        not null
);

-- The arguments of runs, for lists: the executionParameters facet of the newest event that has it.
create table run_args (
  run_id     uuid        primary key,
  args       text        not null,
  event_time timestamptz not null,
  digest     text        not null
);

-- How many events of each type there were in each quarter of an hour: every time zone's days can be
-- summed from it. The log holds an event once, so that each is counted once.
create table event_tally (
  quarter timestamptz not null,
  type    text        not null,
  events  bigint      not null,
  primary key (quarter, type)
);

-- How many names a namespace has, kept by the database itself, so that a list can tell its length
-- without counting it.
create table entity_count (
  kind      text   not null,
  namespace uuid   not null,
  entities  bigint not null,
  primary key (kind, namespace)
);

create function count_entities() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into entity_count
      select tg_table_name, md5(namespace)::uuid, count(*) from added group by namespace
      on conflict (kind, namespace)
      do update set entities = entity_count.entities + excluded.entities;
  elsif tg_op = 'DELETE' then
    update entity_count set entities = entity_count.entities - gone.entities
      from (select md5(namespace)::uuid as namespace, count(*) as entities
            from removed group by 1) as gone
      where entity_count.kind = tg_table_name and entity_count.namespace = gone.namespace;
  else
    delete from entity_count where kind = tg_table_name;
  end if;
  return null;
end
$$;

create trigger job_added after insert on job
  referencing new table as added for each statement execute function count_entities();
create trigger job_removed after delete on job
  referencing old table as removed for each statement execute function count_entities();
create trigger job_emptied after truncate on job
  for each statement execute function count_entities();
create trigger dataset_added after insert on dataset
  referencing new table as added for each statement execute function count_entities();
create trigger dataset_removed after delete on dataset
  referencing old table as removed for each statement execute function count_entities();
create trigger dataset_emptied after truncate on dataset
  for each statement execute function count_entities();

-- The search for a part of a name: every three characters in a row that a name holds. (pg_trgm does
-- this too, but the role of this service may not create extensions.)
create function name_grams(name text) returns text[]
  language sql immutable strict parallel safe cost 500
  return array(
    select distinct substr(lower(name), place, 3) from generate_series(1, length(name) - 2) as place);

create index job_grams on job using gin (name_grams(name));
create index dataset_grams on dataset using gin (name_grams(name));
create index job_by_name on job (left(name, 256), left(namespace, 128), id);
create index dataset_by_name on dataset (left(name, 256), left(namespace, 128), id);

-- Few runs end badly; which jobs' last run did is asked often.
create index run_ended_badly on run (job_id) where status in ('FAILED', 'ABORTED');

insert into entity_count
  select 'job', md5(namespace)::uuid, count(*) from job group by namespace
  union all
  select 'dataset', md5(namespace)::uuid, count(*) from dataset group by namespace;

-- The tables above are filled from the beginning of the log; the others stay as they are by it.
update projection set position = 0, generation = generation + 1;
