-- The log in partitions by range of position, so that its oldest part can be dropped whole. Bodies
-- are compressed before they come here; what they cost and how long they are stands beside them.
alter table event rename to event_before;
alter index event_pkey rename to event_before_pkey;
alter index event_digest rename to event_before_digest;
alter index event_order rename to event_before_order;

create table event (
  position    bigint      not null,
  received_at timestamptz not null,
  event_time  timestamptz not null,
  -- What lists order by: the event time, or the arrival if the event claims to be from the future.
  order_time  timestamptz not null,
  -- The length of the body once it is plain again.
  size        integer     not null,
  -- How the body is kept: 0 plain UTF-8, 1 zstd.
  encoding    smallint    not null,
  kind        text        not null,
  digest      bytea       not null,
  subject     text        not null,
  trace_id    text,
  warnings    text,
  body        bytea       not null,
  constraint event_pkey primary key (position)
) partition by range (position);
create index event_order on event (order_time desc, position desc);
-- What is compressed already is not tried again, and nobody asks what values are frequent in it.
alter table event alter column body set storage external;
alter table event alter column body set statistics 0;
alter table event alter column digest set statistics 0;

-- The partitions in order: event_p<first> holds the positions from first to before past. A digest is
-- unique in its partition by an index; over all of them the writer looks it up, and the filter tells
-- it where to look: which digests the first so many positions may hold.
create table event_partition (
  first    bigint primary key,
  past     bigint not null,
  filter   bytea,
  filtered bigint not null default 0
);

do $$
declare
  last bigint;
begin
  select max(position) into last from event_before;
  if last is not null then
    create table event_p1 (like event including defaults including constraints including storage);
    -- These bodies are plain: here it is PostgreSQL that compresses them.
    alter table event_p1 alter column body set storage extended;
    insert into event_p1
      select position, received_at, event_time, order_time, octet_length(body), 0, kind, digest,
        subject, trace_id, warnings, convert_to(body, 'UTF8')
      from event_before order by position;
    create unique index event_p1_digest on event_p1 (digest);
    execute format(
      'alter table event attach partition event_p1 for values from (1) to (%s)', last + 1);
    insert into event_partition (first, past) values (1, last + 1);
  end if;
end
$$;
drop table event_before;
