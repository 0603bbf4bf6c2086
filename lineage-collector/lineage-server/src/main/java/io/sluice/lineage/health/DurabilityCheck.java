package io.sluice.lineage.health;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while PostgreSQL would forget what was acknowledged. */
@Readiness
@Singleton
class DurabilityCheck implements HealthCheck {

  private final DataSource database;
  private final boolean required;

  DurabilityCheck(
      DataSource database,
      @ConfigProperty(name = "sluice.database.require-durable") boolean required) {
    this.database = database;
    this.required = required;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder check = HealthCheckResponse.named("durable database");
    try (Connection connection = database.getConnection();
        Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery(
                "select current_setting('fsync'), current_setting('synchronous_commit'),"
                    + " current_setting('full_page_writes')")) {
      rows.next();
      boolean durable = true;
      String[] names = {"fsync", "synchronous_commit", "full_page_writes"};
      for (int i = 0; i < names.length; i++) {
        String value = rows.getString(i + 1);
        check.withData(names[i], value);
        durable &= !value.equals("off");
      }
      return check.status(durable || !required).build();
    } catch (SQLException e) {
      return check.withData("error", String.valueOf(e.getSQLState())).down().build();
    }
  }
}
