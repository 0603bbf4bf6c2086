CREATE TABLE dataset (
  id                     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  namespace              text COLLATE "C" NOT NULL,
  name                   text COLLATE "C" NOT NULL,
  description            text,
  location               text,
  current_schema_version integer NOT NULL DEFAULT 0,
  created_at             timestamptz NOT NULL,
  updated_at             timestamptz NOT NULL,
  UNIQUE (namespace, name)
);

CREATE TABLE dataset_owner (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dataset_id bigint NOT NULL REFERENCES dataset (id),
  name       text NOT NULL,
  type       text NOT NULL,
  UNIQUE (dataset_id, name, type)
);
CREATE INDEX dataset_owner_name ON dataset_owner (name);

CREATE TABLE dataset_tag (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dataset_id bigint NOT NULL REFERENCES dataset (id),
  tag        text NOT NULL,
  UNIQUE (dataset_id, tag)
);
CREATE INDEX dataset_tag_tag ON dataset_tag (tag);

-- A version never changes once it is there.
CREATE TABLE schema_version (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dataset_id bigint NOT NULL REFERENCES dataset (id),
  version    integer NOT NULL CHECK (version > 0),
  columns    text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  UNIQUE (dataset_id, version)
);
