-- The projection as of a position, so that the log before it may be dropped. The tables themselves
-- are checkpoint_<table>, made anew with each checkpoint; what each must hold stands here.
create table checkpoint (
  id       smallint    primary key default 1 check (id = 1),
  position bigint      not null,
  made_at  timestamptz not null
);
create table checkpoint_table (
  name text   primary key,
  rows bigint not null,
  hash text   not null
);

-- Events that hold the newest facets of jobs and datasets, kept when the log drops them.
create table kept_event (like event including defaults including storage, primary key (position));
