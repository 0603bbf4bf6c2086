package io.sluice.lineage.evidence;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How much runs read and wrote of a dataset, newest first. */
@Path("/api/lineage/v1/datasets/statistics")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Evidence")
@Blocking
public class VolumeResource {

  private final FactFinder facts;

  VolumeResource(FactFinder facts) {
    this.facts = facts;
  }

  /**
   * How much one run read or wrote.
   *
   * @param role INPUT or OUTPUT
   * @param rowCount rows, null if not said
   * @param bytes bytes, null if not said
   * @param fileCount files, null if not said
   */
  public record Volume(
      @Nullable String run,
      @Nullable JobId job,
      @Nullable String role,
      Instant at,
      @Nullable Instant nominalStart,
      @Nullable Long rowCount,
      @Nullable Long bytes,
      @Nullable Long fileCount) {}

  /** A part of the volumes. */
  public record Volumes(
      DatasetId dataset,
      List<Volume> items,
      @Nullable String nextCursor,
      Freshness.State freshness) {}

  /** How much runs read and wrote of a dataset. */
  @GET
  @Operation(
      operationId = "listDatasetStatistics",
      summary = "Rows, bytes and files that runs read and wrote of a dataset, newest first")
  public Volumes statistics(@BeanParam FactQuestion question) throws SQLException {
    DatasetId dataset = question.dataset();
    FactStore.Page page = facts.find(question, dataset, EnumSet.of(FactKind.VOLUME), false);
    List<Volume> items = new ArrayList<>();
    for (FactRow row : page.rows()) {
      items.add(
          new Volume(
              row.run(),
              row.job(),
              FactsPart.roleOf(row.role()),
              row.at(),
              row.nominalStart(),
              number(row.content(), "rowCount"),
              number(row.content(), "bytes"),
              number(row.content(), "fileCount")));
    }
    return new Volumes(dataset, items, page.next(), facts.freshness());
  }

  private static @Nullable Long number(JsonNode content, String member) {
    return content.has(member) ? content.get(member).asLong() : null;
  }
}
