package io.sluice.lineage.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.facet.Subset;
import io.sluice.lineage.projection.Freshness;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which parts of a dataset runs read and wrote, newest first. */
@Path("/api/lineage/v1/datasets/subsets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Evidence")
@Blocking
public class SubsetResource {

  private final FactFinder facts;

  SubsetResource(FactFinder facts) {
    this.facts = facts;
  }

  /**
   * Which part of a dataset one run read or wrote.
   *
   * @param role INPUT or OUTPUT
   * @param condition the condition as sent; its type is unknown if it could not be kept
   */
  public record Part(
      @Nullable String run,
      @Nullable JobId job,
      @Nullable String role,
      Instant at,
      @Nullable Instant nominalStart,
      JsonNode condition) {}

  /** A part of the uses of parts. */
  public record Parts(
      DatasetId dataset,
      List<Part> items,
      @Nullable String nextCursor,
      Freshness.State freshness) {}

  /**
   * Which parts of a dataset runs read and wrote; with {@code partition} only what may touch it.
   *
   * @param partition {@code key=value}, several with {@code /} between them
   */
  @GET
  @Operation(
      operationId = "listDatasetSubsets",
      summary = "Which parts of a dataset runs read and wrote, newest first")
  public Parts subsets(
      @BeanParam FactQuestion question, @QueryParam("partition") @Nullable String partition)
      throws SQLException {
    DatasetId dataset = question.dataset();
    Subset wanted = partition == null ? null : SubsetOverlap.partition(partition);
    if (partition != null && wanted == null) {
      throw FactQuestion.refusal("partition", "partition must be key=value[/key=value …]");
    }
    FactStore.Page page = facts.find(question, dataset, EnumSet.of(FactKind.SUBSET), false);
    List<Part> items = new ArrayList<>();
    for (FactRow row : page.rows()) {
      if (wanted == null || SubsetOverlap.mayOverlap(FactJson.subset(row.content()), wanted)) {
        items.add(
            new Part(
                row.run(),
                row.job(),
                FactsPart.roleOf(row.role()),
                row.at(),
                row.nominalStart(),
                row.content()));
      }
    }
    return new Parts(dataset, items, page.next(), facts.freshness());
  }
}
