package io.sluice.lineage.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.projection.Freshness;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What runs and other tools reported of a dataset, newest first. */
@Path("/api/lineage/v1/evidence")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Evidence")
@Blocking
public class EvidenceResource {

  private final FactFinder facts;

  EvidenceResource(FactFinder facts) {
    this.facts = facts;
  }

  /** What the evidence is about: the dataset itself, or a run that used it. */
  public enum About {
    DATASET,
    RUN
  }

  /**
   * How many checks came to what. Failures that are warnings only are counted apart.
   *
   * @param passed passed
   * @param failed failed, of severity error
   * @param warned failed, of severity warn
   * @param skipped not made
   */
  public record Summary(int passed, int failed, int warned, int skipped) {
    static Summary of(JsonNode checks) {
      int[] counts = new int[4];
      for (JsonNode check : checks) {
        switch (check.path("outcome").asText()) {
          case "PASSED" -> counts[0]++;
          case "FAILED" -> counts[check.path("severity").asText().equals("WARN") ? 2 : 1]++;
          default -> counts[3]++;
        }
      }
      return new Summary(counts[0], counts[1], counts[2], counts[3]);
    }
  }

  /**
   * What one run reported.
   *
   * @param about whether the dataset was checked, or a run that used it made tests
   * @param run the run's id as sent, null if a dataset event said so
   * @param job the run's job
   * @param at when, by event time
   * @param position where in the log
   * @param nominalStart the start of the interval that the run was for
   * @param summary what the checks came to, null for measurements
   * @param checks each with name, type, outcome, severity, column, expected, actual
   * @param metrics rowCount, bytes, lastUpdated, columns …; null for checks
   */
  public record Evidence(
      About about,
      @Nullable String run,
      @Nullable JobId job,
      Instant at,
      long position,
      @Nullable Instant nominalStart,
      @Nullable Summary summary,
      JsonNode checks,
      @Nullable JsonNode metrics) {}

  /** A part of the evidence. */
  public record EvidencePage(
      DatasetId dataset,
      List<Evidence> items,
      @Nullable String nextCursor,
      Freshness.State freshness) {}

  /** Checks and measurements of a dataset by any tool. */
  @GET
  @Operation(
      operationId = "listEvidence",
      summary = "Checks and measurements of a dataset that other tools reported, newest first")
  public EvidencePage evidence(@BeanParam FactQuestion question) throws SQLException {
    Set<FactKind> kinds = EnumSet.of(FactKind.CHECKS, FactKind.METRICS);
    DatasetId dataset = question.dataset();
    FactStore.Page page = facts.find(question, dataset, kinds, true);
    List<Evidence> items = new ArrayList<>();
    for (FactRow row : page.rows()) {
      boolean metrics = row.kind() == FactKind.METRICS;
      items.add(
          new Evidence(
              row.kind() == FactKind.TESTS ? About.RUN : About.DATASET,
              row.run(),
              row.job(),
              row.at(),
              row.position(),
              row.nominalStart(),
              metrics ? null : Summary.of(row.content()),
              metrics ? JsonNodeFactory.instance.arrayNode() : row.content(),
              metrics ? row.content() : null));
    }
    return new EvidencePage(dataset, items, page.next(), facts.freshness());
  }
}
