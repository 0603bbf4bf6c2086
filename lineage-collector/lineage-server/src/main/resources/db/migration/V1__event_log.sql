-- The log of events, as redacted, is the truth; everything else can be built again from it.
create table event (
  position    bigint      primary key,
  received_at timestamptz not null,
  event_time  timestamptz not null,
  -- What lists order by: the event time, or the arrival if the event claims to be from the future.
  order_time  timestamptz not null,
  kind        text        not null,
  digest      bytea       not null,
  subject     text        not null,
  trace_id    text,
  warnings    text,
  body        text        not null
);

-- A producer that retries sends the same content again; it is kept once.
create unique index event_digest on event (digest);
create index event_order on event (order_time desc, position desc);

-- lz4 costs a fraction of pglz's time, but not every build of PostgreSQL has it.
do $$
begin
  alter table event alter column body set compression lz4;
exception
  when others then null;
end
$$;

-- What was sent but is no event, kept so that somebody can see and replay it; stored nowhere else.
create table dead_letter (
  id              bigint      generated always as identity primary key,
  received_at     timestamptz not null,
  subject         text        not null,
  trace_id        text,
  code            text        not null,
  pointer         text        not null,
  detail          text        not null,
  body            bytea       not null,
  replayed_at     timestamptz,
  replay_position bigint
);
