-- The first event in the log that mentions a dataset: what is new since a position can be asked for.
alter table dataset add column known_from bigint not null default 0;
create index dataset_known_from on dataset (known_from);

-- Versions of the naming rules after the first, which comes with the program. A version never changes.
create table naming_rules (
  version    integer     primary key check (version > 1),
  rules      text        not null,
  note       text        not null,
  created_by text        not null,
  created_at timestamptz not null
);

-- Which version was made to hold when; the last row holds, version 1 where there is none.
create table naming_activation (
  id           bigint      generated always as identity primary key,
  version      integer     not null,
  reason       text        not null,
  activated_by text        not null,
  activated_at timestamptz not null
);

delete from dataset;
update projection set position = 0, generation = generation + 1;
