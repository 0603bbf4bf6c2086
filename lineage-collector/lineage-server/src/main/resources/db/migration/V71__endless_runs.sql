-- Whether the run is of a stream or a service, which writes without ever ending.
alter table run add column endless boolean not null default false;

delete from run;
update projection set position = 0, generation = generation + 1;
