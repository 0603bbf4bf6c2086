-- Where in a stream a dead letter comes from: a message that is delivered again is not kept again.
alter table dead_letter add column origin text;
create unique index dead_letter_origin on dead_letter (origin) where origin is not null;
