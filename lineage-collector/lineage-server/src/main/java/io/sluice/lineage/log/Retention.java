package io.sluice.lineage.log;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Drops the oldest partitions of the log once everything in them is beyond its limit, each whole,
 * and only after everybody who builds something from the log has kept what they said.
 */
@Singleton
public class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class);

  /** One instance at a time: "sluicr", beside the log's own lock. */
  private static final long RETENTION_LOCK = 0x736c75696372L;

  private final DataSource database;
  private final RetentionSettings settings;
  private final List<CheckpointKeeper> keepers;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "lineage-log-retention");

  Retention(
      DataSource database,
      RetentionSettings settings,
      @All List<CheckpointKeeper> keepers,
      Clock clock) {
    this.database = database;
    this.settings = settings;
    this.keepers = List.copyOf(keepers);
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    if (settings.maxAge().isPresent() || settings.maxEvents().isPresent()) {
      thread.setDaemon(true);
      thread.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping.countDown();
    thread.interrupt();
  }

  private void watch() {
    try {
      while (!stopping.await(settings.checkEvery().toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          drop();
        } catch (SQLException | RuntimeException e) {
          LOG.warn("retention dropped nothing; trying again later", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Drops what may go now and returns the first position of each partition dropped.
   *
   * @throws IllegalStateException if a checkpoint cannot be trusted; nothing is dropped then
   */
  List<Long> drop() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<Long> dropped = isAlone(connection) ? dropAlone() : List.of();
        connection.commit();
        return dropped;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static boolean isAlone(Connection connection) throws SQLException {
    try (Statement lock = connection.createStatement();
        ResultSet rows =
            lock.executeQuery("select pg_try_advisory_xact_lock(" + RETENTION_LOCK + ")")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private List<Long> dropAlone() throws SQLException {
    List<KeptPartition> partitions = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      for (LogPartition partition : LogPartitions.all(connection)) {
        LogPartitions.newest(connection, partition)
            .ifPresent(newest -> partitions.add(new KeptPartition(partition, newest)));
      }
    }
    if (partitions.isEmpty()) {
      return List.of();
    }
    long last;
    try (Connection connection = database.getConnection()) {
      last = LogPartitions.last(connection, partitions.get(partitions.size() - 1).partition());
    }
    List<LogPartition> wanted =
        RetentionPlan.droppable(
            partitions, last, clock.instant(), settings.maxAge(), settings.maxEvents());
    if (wanted.isEmpty()) {
      return List.of();
    }
    long through = kept(wanted.get(wanted.size() - 1).past() - 1);
    List<Long> dropped = new ArrayList<>();
    for (LogPartition partition : wanted) {
      if (partition.past() - 1 <= through) {
        LogPartitions.drop(database, partition);
        LOG.infof("dropped the log's positions %d to %d", partition.first(), partition.past() - 1);
        dropped.add(partition.first());
      }
    }
    return dropped;
  }

  /** Asks for checkpoints and returns the last position that all of them reach. */
  private long kept(long position) throws SQLException {
    // With nobody to ask there would be nothing left to build the graph from.
    long through = keepers.isEmpty() ? 0 : position;
    for (CheckpointKeeper keeper : keepers) {
      through = Math.min(through, keeper.keepThrough(position));
    }
    return through;
  }
}
