package io.sluice.lineage.marquez;

import io.sluice.access.Permission;
import io.sluice.lineage.history.Listing;
import io.sluice.lineage.history.Page;
import io.sluice.lineage.history.SearchStore;
import io.sluice.lineage.history.SearchStore.Kind;
import io.sluice.lineage.history.SearchStore.Query;
import io.sluice.lineage.history.SearchStore.Sort;
import io.sluice.lineage.projection.Freshness;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Search over the names of jobs and datasets. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Marquez")
@Blocking
public class SearchResource {

  private final SearchStore search;
  private final Freshness freshness;

  SearchResource(SearchStore search, Freshness freshness) {
    this.search = search;
    this.freshness = freshness;
  }

  /** What a search found. */
  public record Found(long totalCount, List<Hit> results) {}

  /** One thing that a search found. */
  public record Hit(
      String type, String name, Instant updatedAt, String namespace, UUID uuid, String nodeId) {

    private static Hit of(SearchStore.Hit hit) {
      String type = hit.kind().name();
      return new Hit(
          type,
          hit.name(),
          hit.lastSeen(),
          hit.namespace(),
          hit.id(),
          type.toLowerCase(Locale.ROOT) + ":" + hit.namespace() + ":" + hit.name());
    }
  }

  /** Jobs and datasets whose name contains the text. */
  @GET
  @Path("/search")
  @Operation(operationId = "search", summary = "Jobs and datasets by a part of their name")
  public Found search(
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("filter") @Nullable String filter,
      @QueryParam("sort") @DefaultValue("name") String sort,
      @QueryParam("namespace") @Nullable String namespace,
      @QueryParam("after") @Nullable String after,
      @QueryParam("before") @Nullable String before,
      @QueryParam("limit") @DefaultValue("10") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    Page page = new Page(limit, offset);
    if (namespace != null && namespace.indexOf('\0') >= 0) {
      throw Lookup.invalid("namespace", "namespace must not contain NUL");
    }
    Query query =
        new Query(
            text(q),
            kinds(filter),
            namespace,
            Times.instant("after", after),
            Times.instant("before", before),
            sort(sort));
    freshness.await(minPosition);
    Listing<SearchStore.Hit> listing = search.search(query, page);
    return new Found(listing.total(), listing.items().stream().map(Hit::of).toList());
  }

  static String text(String q) {
    if (q.isBlank() || q.length() > 1024 || q.indexOf('\0') >= 0) {
      throw Lookup.invalid("q", "q must hold 1 to 1024 characters");
    }
    return q;
  }

  private static List<Kind> kinds(@Nullable String filter) {
    return switch (filter == null ? "ALL" : filter.toUpperCase(Locale.ROOT)) {
      case "ALL" -> List.of(Kind.JOB, Kind.DATASET);
      case "JOB" -> List.of(Kind.JOB);
      case "DATASET" -> List.of(Kind.DATASET);
      default -> throw Lookup.invalid("filter", "filter must be JOB or DATASET");
    };
  }

  private static Sort sort(String sort) {
    return switch (sort.toUpperCase(Locale.ROOT)) {
      case "NAME" -> Sort.NAME;
      case "UPDATED_AT", "UPDATE_AT" -> Sort.UPDATED_AT;
      default -> throw Lookup.invalid("sort", "sort must be NAME or UPDATED_AT");
    };
  }
}
