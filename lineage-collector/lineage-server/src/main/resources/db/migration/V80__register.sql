-- What people and their programs decide by hand, through the routes that Marquez's clients use.
-- These are no projection tables: a rebuild from the log leaves them as they are. Ids are those of
-- the projection (made from names).

create table registered_namespace (
  id          uuid        primary key,
  name        text        not null,
  owner       text,
  description text,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

create table registered_source (
  id             uuid        primary key,
  name           text        not null,
  type           text        not null,
  connection_url text        not null,
  description    text,
  created_at     timestamptz not null,
  updated_at     timestamptz not null
);

-- What datasets belong to that name no source, as in Marquez.
insert into registered_source values ('c3b5cef6-b915-884b-8207-4ad9f094dbf1', 'default', 'UNKNOWN', '', null, now(), now());

create table tag (
  name        text        primary key,
  description text,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

-- A tag on a job, on a dataset (field is empty) or on a field of a dataset.
create table entity_tag (
  entity_id uuid        not null,
  field     text        not null,
  tag       text        not null,
  tagged_at timestamptz not null,
  tagged_by text        not null,
  primary key (entity_id, field, tag)
);
create index entity_tag_tag on entity_tag (tag);

-- What is out of sight until an event later in the log than position mentions it again.
create table deletion (
  entity_id  uuid        primary key,
  kind       text        not null,
  position   bigint      not null,
  deleted_at timestamptz not null,
  deleted_by text        not null,
  revived_at bigint
);
create index deletion_open on deletion (entity_id) where revived_at is null;
comment on column deletion.revived_at is 'The log position of the event that brought it back';
