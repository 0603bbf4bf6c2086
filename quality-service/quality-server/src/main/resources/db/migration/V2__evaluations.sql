-- An evaluation is the question; a decision is its answer. "accepted" orders questions: the current
-- answer of a batch is that of the latest accepted question, not of the last one to finish.
create table evaluation (
  id                uuid primary key,
  accepted          bigint generated always as identity unique,
  gate              text        not null,
  batch             text        not null,            -- '' is the dataset as a whole
  batch_time        timestamptz,
  order_time        timestamptz not null,            -- batch_time, else when the batch was first asked for
  dataset_namespace text,
  dataset_name      text,
  rule_set_version  integer     not null,
  request           jsonb       not null,
  caller            text        not null,
  status            text        not null
    check (status in ('PENDING', 'RUNNING', 'DECIDED', 'ERROR', 'CANCELLED', 'EXPIRED')),
  fence             bigint      not null default 0,  -- grows with each worker that takes the evaluation
  leased_by         text,
  leased_until      timestamptz,
  accepted_at       timestamptz not null,
  started_at        timestamptz,
  finished_at       timestamptz,
  deadline          timestamptz not null,
  traceparent       text,
  previous          uuid references evaluation (id), -- the batch's evaluation before this one
  foreign key (gate, rule_set_version) references rule_set_version (name, version)
);

create unique index evaluation_one_unfinished on evaluation (gate, batch)
  where status in ('PENDING', 'RUNNING');
create index evaluation_queue on evaluation (accepted) where status in ('PENDING', 'RUNNING');
create index evaluation_of_gate on evaluation (gate, accepted desc);
create index evaluation_of_gate_in_order on evaluation (gate, order_time desc, accepted desc);
create index evaluation_of_batch on evaluation (gate, batch, accepted desc);
create index evaluation_of_dataset
  on evaluation (dataset_namespace, dataset_name, order_time desc, accepted desc);

create table idempotency_key (
  caller         text        not null,
  gate           text        not null,
  key            text        not null,
  request_digest text        not null,
  evaluation     uuid        not null references evaluation (id),
  created_at     timestamptz not null,
  primary key (caller, gate, key)
);

create table decision (
  evaluation        uuid primary key references evaluation (id),
  decision          text        not null check (decision in ('PASS', 'WARN', 'HALT')),
  own_decision      text        not null check (own_decision in ('PASS', 'WARN', 'HALT')),
  reasons           jsonb       not null,            -- all of them
  own_reasons       jsonb       not null,            -- without those from upstream
  decided_at        timestamptz not null,
  valid_until       timestamptz not null,
  data_digest       text,
  evaluator         text        not null,
  lineage_position  bigint,
  results           jsonb       not null,
  statistics        jsonb
);

create trigger decision_is_immutable
  before update or delete on decision
  for each row execute function refuse_change();
