-- Rule sets: the newest version's number beside an append-only list of versions.
create table rule_set (
  name              text primary key,
  current_version   integer     not null check (current_version >= 1),
  dataset_namespace text,
  dataset_name      text,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  check ((dataset_namespace is null) = (dataset_name is null))
);

create index rule_set_dataset on rule_set (dataset_namespace, dataset_name);

create table rule_set_version (
  name       text        not null references rule_set (name),
  version    integer     not null check (version >= 1),
  text       text        not null,
  media_type text        not null,
  digest     text        not null,
  warnings   jsonb       not null,
  created_at timestamptz not null,
  created_by text        not null,
  primary key (name, version)
);

-- What was promised never to change is guarded where the rows live, whoever connects.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows never change once saved', tg_table_name;
end $$;

create trigger rule_set_version_is_immutable
  before update or delete on rule_set_version
  for each row execute function refuse_change();
