package io.sluice.quality.server.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The bounds that gates and checks keep to. */
@ConfigMapping(prefix = "sluice.gates")
public interface GateSettings {

  /** How many evaluations this process runs at once; the others wait in the database. */
  @WithDefault("2")
  int workers();

  /** How long a worker may be silent before another takes its evaluation. */
  @WithDefault("PT30S")
  Duration lease();

  /** How often to look for work that another process accepted. */
  @WithDefault("PT1S")
  Duration poll();

  /** How long an evaluation may take from its acceptance, if the request sets no deadline. */
  @WithDefault("PT10M")
  Duration timeLimit();

  /** The latest deadline that a request may set. */
  @WithDefault("PT2H")
  Duration longestTimeLimit();

  /** How often an evaluation is begun before it is given up as one that kills its worker. */
  @WithDefault("2")
  int attempts();

  /** How long a request waits for its answer by itself. */
  @WithDefault("PT25S")
  Duration patience();

  /** The longest wait that a request may ask for. */
  @WithDefault("PT60S")
  Duration longestWait();

  /** How many requests may wait at once; further ones are answered 202 at once. */
  @WithDefault("64")
  int waiters();

  /** How many ad hoc checks run at once. */
  @WithDefault("2")
  int checks();

  /** How long one ad hoc check may take. */
  @WithDefault("PT1M")
  Duration checkTimeLimit();

  /** Memory of one running evaluation or check, in megabytes. */
  @WithDefault("512")
  int memoryMegabytes();

  /** Threads of one running evaluation or check. */
  @WithDefault("2")
  int threads();

  /** How often to look for events that are due, beside being told of new ones. */
  @WithDefault("PT1S")
  Duration outboxPoll();

  /** The longest pause between two tries to deliver an event. */
  @WithDefault("PT1M")
  Duration outboxLongestPause();

  /** How long catalog-server or lineage-server may take to answer. */
  @WithDefault("PT5S")
  Duration callTimeout();

  /** Where the catalog is. */
  @WithDefault("${sluice.catalog.url:http://127.0.0.1:8081}")
  URI catalogUrl();

  /** Where lineage is. */
  @WithDefault("${sluice.lineage.url:http://127.0.0.1:8083}")
  URI lineageUrl();

  /** What absolute links start with. */
  @WithDefault("${sluice.public.url:http://127.0.0.1:8080}")
  URI publicUrl();

  /** Sluice's home; files to judge may lie in its folder {@code data}. */
  @WithDefault("${sluice.home:.sluice}")
  String home();

  /** Further folders that files to judge may lie in, separated by colons. */
  @WithDefault("${sluice.data.roots:}")
  Optional<String> dataRoots();

  /** Whether health asks that the database is durable (fsync and synchronous commit on). */
  @WithDefault("${sluice.database.require-durable:true}")
  boolean requireDurableDatabase();
}
