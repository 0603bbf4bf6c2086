-- The figures each evaluation computed, for rules that look back: last('row_count', 7).
create table metric (
  evaluation uuid             not null references evaluation (id),
  metric_key text             not null,
  value      double precision not null,
  primary key (evaluation, metric_key)
);
