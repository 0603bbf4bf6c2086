-- What people hide, and when it was brought back. Not built from the log: it survives building the
-- projection again.
create table hidden (
  id              bigint      generated always as identity primary key,
  type            text        not null check (type in ('JOB', 'DATASET')),
  -- The id of the one name, null for a pattern.
  node_id         uuid,
  namespace       text        not null,
  name            text        not null,
  reason          text        not null,
  hidden_by       text        not null,
  hidden_at       timestamptz not null,
  brought_back_by text,
  brought_back_at timestamptz
);
create unique index hidden_node on hidden (node_id) where brought_back_at is null;
create index hidden_now on hidden (id desc) where brought_back_at is null;

-- Grows with every change, so that every instance notices.
create table hidden_version (
  id      smallint primary key default 1 check (id = 1),
  version bigint   not null
);
insert into hidden_version (version) values (0);
