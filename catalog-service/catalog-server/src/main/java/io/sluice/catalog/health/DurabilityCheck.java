package io.sluice.catalog.health;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Fails while PostgreSQL does not answer, or would forget what it acknowledged. */
@Readiness
@ApplicationScoped
public class DurabilityCheck implements HealthCheck {

  private static final String SETTINGS =
      "SELECT current_setting('fsync'), current_setting('full_page_writes'),"
          + " current_setting('synchronous_commit')";

  private final AgroalDataSource database;
  private final boolean required;

  @Inject
  DurabilityCheck(
      AgroalDataSource database,
      @ConfigProperty(name = "sluice.database.require-durable", defaultValue = "true")
          boolean required) {
    this.database = database;
    this.required = required;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("database is durable");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet settings = statement.executeQuery(SETTINGS)) {
      settings.next();
      boolean durable =
          settings.getString(1).equals("on")
              && settings.getString(2).equals("on")
              && !settings.getString(3).equals("off");
      return response
          .withData("fsync", settings.getString(1))
          .withData("fullPageWrites", settings.getString(2))
          .withData("synchronousCommit", settings.getString(3))
          .status(durable || !required)
          .build();
    } catch (SQLException unreachable) {
      return response.withData("error", "the database does not answer").down().build();
    }
  }
}
