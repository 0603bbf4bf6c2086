package io.sluice.lineage.forward;

import io.sluice.lineage.event.EventDocument;
import io.sluice.lineage.log.EventLog;
import io.sluice.lineage.log.LogRange;
import io.sluice.lineage.log.LoggedText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Tells one target the log. Whoever holds the target's lock does so; the lock hangs on the
 * connection through which the position is written, so that an instance that lost it can note
 * nothing any more. What was sent since the position was last written is sent again after a crash.
 */
final class Forwarder {

  private static final Logger LOG = Logger.getLogger(Forwarder.class);
  private static final int STRETCH = 100;
  private static final long POLL_MILLIS = 500;
  private static final long OTHER_INSTANCE_MILLIS = 2_000;
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final Target target;
  private final Sending sending;
  private final EventLog log;
  private final ForwardStore store;
  private final DataSource database;
  private final Clock clock;
  private final DoubleSupplier jitter;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopping;

  Forwarder(
      Target target,
      Sending sending,
      EventLog log,
      ForwardStore store,
      DataSource database,
      Clock clock,
      DoubleSupplier jitter) {
    this.target = target;
    this.sending = sending;
    this.log = log;
    this.store = store;
    this.database = database;
    this.clock = clock;
    this.jitter = jitter;
    this.thread = new Thread(this::run, "lineage-forward-" + target.name());
    thread.setDaemon(true);
  }

  Target target() {
    return target;
  }

  void start() {
    thread.start();
  }

  void stop() throws InterruptedException {
    stopping = true;
    thread.interrupt();
    thread.join(5_000);
  }

  /** There may be something new to tell, or a pause may be over. */
  void wake() {
    wake.release();
  }

  private void run() {
    long pause = FIRST_PAUSE_MILLIS;
    while (!stopping) {
      try {
        if (!register()) {
          continue;
        }
        try (Connection connection = database.getConnection()) {
          tell(connection);
        }
        pause = FIRST_PAUSE_MILLIS;
        rest(OTHER_INSTANCE_MILLIS);
      } catch (InterruptedException e) {
        return;
      } catch (SQLException | RuntimeException e) {
        LOG.warnf(e, "forwarding to %s stands still; it is tried again", target.name());
        if (!restQuietly(pause)) {
          return;
        }
        pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  private boolean register() throws SQLException {
    if (store.find(target.name()).isEmpty()) {
      store.register(target.name(), target.fromBeginning() ? 0 : log.lastPosition());
    }
    return !stopping;
  }

  /** Tells what there is to tell for as long as this instance is the one that does. */
  private void tell(Connection connection) throws SQLException, InterruptedException {
    if (!store.lock(connection, target.name())) {
      return;
    }
    try {
      while (!stopping) {
        Optional<ForwardState> state = store.find(connection, target.name());
        if (state.isEmpty()) {
          return;
        }
        List<LoggedText> events =
            state.get().paused()
                ? List.of()
                : log.texts(connection, LogRange.after(state.get().position()), STRETCH);
        if (events.isEmpty()) {
          rest(POLL_MILLIS);
        } else {
          tell(connection, events);
        }
      }
    } finally {
      // The pool keeps the connection, and with it the lock.
      store.unlock(connection, target.name());
    }
  }

  private void tell(Connection connection, List<LoggedText> events)
      throws SQLException, InterruptedException {
    int sent = 0;
    long position = 0;
    try {
      for (LoggedText event : events) {
        boolean wanted =
            target.filter().isEmpty()
                || target.wants(EventDocument.ofCanonical(event.text()).event());
        if (wanted) {
          Optional<Answer> answer = deliver(connection, event.text());
          if (answer.isEmpty()) {
            return;
          }
          if (answer.get() instanceof Answer.Refused refused) {
            Refusal refusal =
                new Refusal(event.position(), clock.instant(), refused.status(), refused.reason());
            store.refused(connection, target.name(), refusal);
          } else {
            sent++;
          }
        }
        position = event.position();
      }
    } finally {
      if (position > 0) {
        store.reached(connection, target.name(), position, sent, clock.instant());
      }
    }
  }

  /** Posts until the target takes or refuses the event; empty if told to leave it. */
  private Optional<Answer> deliver(Connection connection, byte[] event)
      throws SQLException, InterruptedException {
    long pause = FIRST_PAUSE_MILLIS;
    while (!stopping) {
      Answer answer = sending.post(event);
      if (!(answer instanceof Answer.Later later)) {
        return Optional.of(answer);
      }
      store.failed(connection, target.name(), later.reason(), clock.instant());
      // Between half and one and a half of it, so that instances and targets do not beat in time.
      rest((long) (pause * (0.5 + jitter.getAsDouble())));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
      if (store.find(connection, target.name()).map(ForwardState::paused).orElse(true)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void rest(long millis) throws InterruptedException {
    if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      wake.drainPermits();
    }
  }

  private boolean restQuietly(long millis) {
    try {
      rest(millis);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
