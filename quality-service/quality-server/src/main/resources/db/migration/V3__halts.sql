-- A dataset's own halts. Those it inherits from upstream are worked out at each decision, never kept.
create table halt (
  id                uuid primary key,
  opened            bigint generated always as identity unique,
  gate              text        not null references rule_set (name),
  batch             text        not null,
  dataset_namespace text,
  dataset_name      text,
  evaluation        uuid        not null references evaluation (id),
  reasons           jsonb       not null,
  since             timestamptz not null,
  ended_at          timestamptz,
  ended_how         text check (ended_how in ('PASSED', 'RELEASED')),
  ended_by          text,
  end_reason        text,
  check ((ended_at is null) = (ended_how is null))
);

create unique index halt_one_open on halt (gate, batch) where ended_at is null;
create index halt_open on halt (opened) where ended_at is null;
