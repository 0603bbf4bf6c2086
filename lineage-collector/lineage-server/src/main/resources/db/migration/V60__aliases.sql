-- Why two names mean one dataset, as the log tells it.

-- The newest symlinks facet of each dataset from each job (a dataset event has the job of zeros).
create table alias_symlink (
  dataset_id  uuid        not null,
  job_id      uuid        not null,
  event_time  timestamptz not null,
  digest      text        not null,
  position    bigint      not null,
  namespace   text        not null,
  name        text        not null,
  -- [{"namespace","name","type"}]; empty if the facet was taken back.
  identifiers text        not null,
  primary key (dataset_id, job_id)
);
create index alias_symlink_position on alias_symlink (position);

-- The newest rename of each previous name to each dataset.
create table alias_rename (
  dataset_id         uuid        not null,
  previous_id        uuid        not null,
  event_time         timestamptz not null,
  digest             text        not null,
  position           bigint      not null,
  namespace          text        not null,
  name               text        not null,
  previous_namespace text        not null,
  previous_name      text        not null,
  primary key (dataset_id, previous_id)
);
create index alias_rename_position on alias_rename (position);
create index alias_rename_previous on alias_rename (previous_id);

-- When a name last began to mean a dataset (CREATE, or a RENAME to it): a rename away from it that
-- is older no longer says that the two are the same.
create table alias_birth (
  dataset_id uuid        primary key,
  event_time timestamptz not null,
  digest     text        not null,
  position   bigint      not null
);
create index alias_birth_position on alias_birth (position);

-- What stewards decided. Not built from the log: it survives building the projection again.
create table alias_decision (
  id              bigint      generated always as identity primary key,
  kind            text        not null check (kind in ('MERGE', 'SPLIT')),
  left_id         uuid        not null,
  left_namespace  text        not null,
  left_name       text        not null,
  right_id        uuid        not null,
  right_namespace text        not null,
  right_name      text        not null,
  -- Which of the two names a merge shows, if the steward said.
  canonical       text        check (canonical in ('LEFT', 'RIGHT')),
  reason          text        not null,
  decided_by      text        not null,
  decided_at      timestamptz not null,
  withdrawn_by    text,
  withdrawn_at    timestamptz
);
-- The lesser name is the left one, so that a pair has one row.
create unique index alias_decision_pair on alias_decision (left_id, right_id)
  where withdrawn_at is null;
create index alias_decision_right on alias_decision (right_id);

-- Grows with every decision, so that every instance notices.
create table alias_version (
  id      smallint primary key default 1 check (id = 1),
  version bigint   not null
);
insert into alias_version (version) values (0);

update projection set position = 0, generation = generation + 1;
