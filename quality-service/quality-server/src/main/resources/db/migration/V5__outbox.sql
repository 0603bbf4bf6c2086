-- OpenLineage events that still have to reach the collector, written with the decision they tell of.
create table outbox (
  id           bigint generated always as identity primary key,
  evaluation   uuid        not null references evaluation (id),
  event        text        not null,
  traceparent  text,
  created_at   timestamptz not null,
  attempts     integer     not null default 0,
  not_before   timestamptz not null default now(),  -- a lease while being sent, a pause after a failure
  last_error   text
);

create index outbox_due on outbox (not_before, id);
create index outbox_of_evaluation on outbox (evaluation, id);
