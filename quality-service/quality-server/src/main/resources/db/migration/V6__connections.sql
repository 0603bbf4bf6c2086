-- Databases that rules may name. Where a password lies is kept, never the password.
create table connection (
  name        text primary key,
  type        text        not null check (type in ('postgresql')),
  url         text        not null check (position('@' in url) = 0),
  username    text        not null,
  secret_kind text        not null check (secret_kind in ('env', 'file')),
  secret_name text        not null,
  updated_at  timestamptz not null,
  updated_by  text        not null
);
