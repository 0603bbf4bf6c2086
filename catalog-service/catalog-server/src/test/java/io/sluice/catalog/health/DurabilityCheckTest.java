package io.sluice.catalog.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.PostgresResource;
import io.sluice.catalog.CatalogTokens;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** The PostgreSQL of tests is not durable, which is what this check is there to notice. */
@QuarkusTest
@WithTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = PostgresResource.ROLE, value = "catalog"))
@WithTestResource(CatalogTokens.class)
class DurabilityCheckTest {

  @Inject AgroalDataSource database;

  @Test
  void failsWhereTheDatabaseWouldForget() {
    var answer = new DurabilityCheck(database, true).call();
    assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
    assertThat(answer.getData().orElseThrow()).containsEntry("fsync", "off");
  }

  @Test
  void passesWhereThatIsAllowed() {
    assertThat(new DurabilityCheck(database, false).call().getStatus()).isEqualTo(Status.UP);
  }
}
