-- How far each other backend has been told; a position of the log is done once it was sent or refused.
create table forward_target (
  name          text        primary key,
  position      bigint      not null,
  paused        boolean     not null default false,
  sent          bigint      not null default 0,
  refused       bigint      not null default 0,
  last_sent_at  timestamptz,
  last_error    text,
  last_error_at timestamptz
);

-- Events that a backend would not have.
create table forward_refusal (
  target     text        not null,
  position   bigint      not null,
  refused_at timestamptz not null,
  status     int         not null,
  reason     text        not null,
  primary key (target, position)
);
