package io.sluice.quality.server.health;

import io.sluice.quality.server.database.Database;
import io.sluice.quality.server.database.Statement;
import io.sluice.quality.server.database.StoreException;
import io.sluice.quality.server.settings.GateSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the database answers and keeps what it acknowledges. */
@Readiness
@ApplicationScoped
public class DurableDatabaseCheck implements HealthCheck {

  private static final List<String> DURABLE = List.of("fsync", "full_page_writes");

  private final Database database;
  private final GateSettings settings;

  /** Looks at the given database. */
  @Inject
  public DurableDatabaseCheck(Database database, GateSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("durable database");
    try {
      return database.transaction(connection -> judge(connection, answer));
    } catch (StoreException e) {
      return answer.down().withData("error", "the database does not answer").build();
    }
  }

  private HealthCheckResponse judge(Connection connection, HealthCheckResponseBuilder answer)
      throws SQLException {
    boolean durable = true;
    for (String setting : DURABLE) {
      String value = show(connection, setting);
      answer.withData(setting, value);
      durable &= value.equals("on");
    }
    String commit = show(connection, "synchronous_commit");
    answer.withData("synchronous_commit", commit);
    durable &= !commit.equals("off");
    return answer.status(durable || !settings.requireDurableDatabase()).build();
  }

  private static String show(Connection connection, String setting) throws SQLException {
    return Statement.of(connection, "select current_setting(?)", setting)
        .first(row -> row.getString(1))
        .orElse("unknown");
  }
}
