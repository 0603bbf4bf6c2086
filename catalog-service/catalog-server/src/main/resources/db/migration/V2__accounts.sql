-- API tokens and service accounts. Only the SHA-256 of a token is kept.
CREATE TABLE account (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text NOT NULL CHECK (kind IN ('TOKEN', 'SERVICE')),
  name         text NOT NULL,
  token_sha256 text NOT NULL UNIQUE,
  roles        text NOT NULL,
  datasets     text,
  created_at   timestamptz NOT NULL,
  created_by   text NOT NULL,
  expires_at   timestamptz,
  revoked_at   timestamptz
);
-- The name is the subject by which datasets are owned, so that two living accounts must not share it.
CREATE UNIQUE INDEX account_living_name ON account (kind, name) WHERE revoked_at IS NULL;

CREATE TABLE session (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token_sha256 text NOT NULL UNIQUE,
  subject      text NOT NULL,
  roles        text NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  ended_at     timestamptz
);
CREATE INDEX session_expires_at ON session (expires_at);

CREATE TABLE local_user (
  name                text PRIMARY KEY,
  roles               text NOT NULL,
  password_hash       text,
  password_expires_at timestamptz
);
INSERT INTO local_user (name, roles) VALUES ('admin', 'admin');
