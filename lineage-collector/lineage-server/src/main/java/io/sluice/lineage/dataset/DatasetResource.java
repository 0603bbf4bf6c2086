package io.sluice.lineage.dataset;

import io.sluice.access.Caller;
import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.alias.NameCursor;
import io.sluice.lineage.dataset.Datasets.Part;
import io.sluice.lineage.projection.Freshness;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Datasets with all their names. */
@Path("/api/lineage/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Datasets")
@Blocking
public class DatasetResource {

  private static final int MAX_LIMIT = 500;
  private static final int MAX_QUERY = 200;

  private final Datasets datasets;
  private final Freshness freshness;
  private final CurrentCaller caller;
  private final Clock clock;

  DatasetResource(Datasets datasets, Freshness freshness, CurrentCaller caller, Clock clock) {
    this.datasets = datasets;
    this.freshness = freshness;
    this.caller = caller;
    this.clock = clock;
  }

  /** A part of the datasets; it may be shorter than the limit and still not be the last. */
  public record Summaries(List<DatasetSummary> items, @Nullable String nextCursor) {}

  /** The datasets, by name; found by any of their names. */
  @GET
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "listDatasets", summary = "Datasets, each with all its names")
  public Summaries list(
      @QueryParam("query") @Nullable String query,
      @QueryParam("namespace") @Nullable String namespace,
      @QueryParam("includeHidden") @Nullable String includeHidden,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw parameter("limit", "limit must be between 1 and " + MAX_LIMIT);
    }
    text("query", query, MAX_QUERY);
    text("namespace", namespace, DatasetId.MAX_LENGTH);
    DatasetId after = NameCursor.read(cursor);
    freshness.await(minPosition);
    Filter filter = new Filter(query == null || query.isEmpty() ? null : query, namespace);
    boolean all = flag("includeHidden", includeHidden);
    Part part = datasets.list(caller.get(), filter, all, after, limit);
    DatasetId next = part.next();
    return new Summaries(part.items(), next == null ? null : NameCursor.write(next));
  }

  /** One dataset, under any of its names. */
  @GET
  @Path("/by-id")
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "getDataset", summary = "All that is known of a dataset")
  public DatasetDetail get(
      @QueryParam("namespace") @Nullable String namespace,
      @QueryParam("name") @Nullable String name,
      @QueryParam("asOf") @Nullable String asOf,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    if (namespace == null || name == null) {
      throw parameter(
          namespace == null ? "namespace" : "name", "namespace and name are needed together");
    }
    DatasetId wanted;
    try {
      wanted = new DatasetId(namespace, name);
    } catch (IllegalArgumentException e) {
      throw parameter("name", String.valueOf(e.getMessage()));
    }
    Instant time = asOf == null ? clock.instant() : instant(asOf);
    freshness.await(minPosition);
    Caller known = caller.get();
    if (!known.mayTouch(wanted)) {
      throw missing(wanted);
    }
    return datasets.find(wanted, time).orElseThrow(() -> missing(wanted));
  }

  private static ProblemException missing(DatasetId name) {
    return new ProblemException(CommonProblem.NOT_FOUND, "No dataset " + name + " is known.");
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw parameter("asOf", "asOf must be an instant such as 2026-01-31T12:00:00Z");
    }
  }

  private static boolean flag(String name, @Nullable String value) {
    if (value != null && !value.equals("true") && !value.equals("false")) {
      throw parameter(name, name + " must be true or false");
    }
    return "true".equals(value);
  }

  private static void text(String name, @Nullable String value, int max) {
    if (value != null && (value.length() > max || value.indexOf('\0') >= 0)) {
      throw parameter(name, name + " must be at most " + max + " characters without NUL");
    }
  }

  private static ProblemException parameter(String name, String detail) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, detail, Map.of("parameter", name));
  }
}
