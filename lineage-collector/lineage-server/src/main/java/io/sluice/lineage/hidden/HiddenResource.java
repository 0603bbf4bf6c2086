package io.sluice.lineage.hidden;

import io.sluice.access.Caller;
import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.alias.Curators;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.graph.GraphNode;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What is hidden, hiding and bringing back. */
@Path("/api/lineage/v1/hidden")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Hidden")
@Blocking
public class HiddenResource {

  private static final int MAX_LIMIT = 500;
  private static final int MAX_REASON = 1_000;
  private static final int EXAMPLES = 50;

  private final Hiding hiding;
  private final Curators curators;

  HiddenResource(Hiding hiding, Curators curators) {
    this.hiding = hiding;
    this.curators = curators;
  }

  /** A part of the list. */
  public record Entries(List<HiddenEntry> items, @Nullable String nextCursor) {}

  /**
   * What to hide.
   *
   * @param type JOB or DATASET
   * @param namespace its namespace
   * @param name its name
   * @param pattern true if {@code *} in the two stands for any text
   * @param reason why, 1 to 1,000 characters
   */
  public record Wish(
      GraphNode.@Nullable Type type,
      @Nullable String namespace,
      @Nullable String name,
      @Nullable Boolean pattern,
      @Nullable String reason) {}

  /**
   * What a pattern would hide now.
   *
   * @param count how much
   * @param examples the first 50 by name
   */
  public record Preview(long count, List<DatasetId> examples) {}

  /** What is hidden, the latest first; what was brought back too if all is true. */
  @GET
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "listHidden", summary = "What is hidden, by whom and why")
  public Entries list(
      @QueryParam("all") @Nullable String all,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor)
      throws SQLException {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw parameter("limit", "limit must be between 1 and " + MAX_LIMIT);
    }
    if (all != null && !all.equals("true") && !all.equals("false")) {
      throw parameter("all", "all must be true or false");
    }
    List<HiddenEntry> page = hiding.before(before(cursor), limit, "true".equals(all));
    Caller caller = curators.caller();
    String next = page.size() == limit ? Long.toString(page.get(limit - 1).id()) : null;
    return new Entries(page.stream().filter(entry -> maySee(caller, entry)).toList(), next);
  }

  private static boolean maySee(Caller caller, HiddenEntry entry) {
    return caller.datasets().isEmpty()
        || (entry.type() == GraphNode.Type.DATASET
            && !entry.pattern()
            && caller.mayTouch(new DatasetId(entry.namespace(), entry.name())));
  }

  /** Hides a job or dataset, or all that fit a pattern. */
  @POST
  @ResponseStatus(201)
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "hide", summary = "Hide a job or a dataset, or all of a pattern")
  public HiddenEntry hide(@Nullable Wish wish) throws SQLException {
    Named named = check(wish);
    String reason = named.wish.reason();
    if (reason == null
        || reason.isBlank()
        || reason.length() > MAX_REASON
        || reason.indexOf('\0') >= 0) {
      throw at("/reason", "a reason of 1 to " + MAX_REASON + " characters is needed");
    }
    String by = mayChange(named.type, named.namespace, named.name, named.pattern).subject();
    return named.pattern
        ? hiding.hideAll(named.type, named.namespace, named.name, reason, by)
        : hiding.hide(named.type, named.namespace, named.name, reason, by);
  }

  /** Says what a pattern fits now and hides nothing. */
  @POST
  @Path("/preview")
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "previewHiding", summary = "What a pattern would hide")
  public Preview preview(@Nullable Wish wish) throws SQLException {
    Named named = check(wish);
    curators.ofAll();
    var matches = hiding.preview(named.type, named.namespace, named.name, EXAMPLES);
    return new Preview(matches.count(), matches.examples());
  }

  /** Brings back what an entry hides. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "bringBack", summary = "Bring back what was hidden")
  public HiddenEntry bringBack(@PathParam("id") long id) throws SQLException {
    HiddenEntry entry = hiding.find(id);
    Caller caller = mayChange(entry.type(), entry.namespace(), entry.name(), entry.pattern());
    return hiding.bringBack(entry, caller.subject());
  }

  private Caller mayChange(GraphNode.Type type, String namespace, String name, boolean pattern) {
    return type == GraphNode.Type.DATASET && !pattern
        ? curators.of(new DatasetId(namespace, name))
        : curators.ofAll();
  }

  /** A wish that has everything. */
  private record Named(
      Wish wish, GraphNode.Type type, String namespace, String name, boolean pattern) {}

  private static Named check(@Nullable Wish wish) {
    if (wish == null) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "The body is empty.");
    }
    GraphNode.Type type = wish.type();
    String namespace = wish.namespace();
    String name = wish.name();
    if (type == null) {
      throw at("/type", "JOB or DATASET is needed");
    }
    if (namespace == null || name == null) {
      throw at(namespace == null ? "/namespace" : "/name", "namespace and name are needed");
    }
    try {
      // What is hidden must be a name that an event may have.
      Object unused =
          switch (type) {
            case JOB -> new JobId(namespace, name);
            case DATASET -> new DatasetId(namespace, name);
          };
    } catch (IllegalArgumentException e) {
      throw at("/name", String.valueOf(e.getMessage()));
    }
    return new Named(wish, type, namespace, name, Boolean.TRUE.equals(wish.pattern()));
  }

  private static long before(@Nullable String cursor) {
    try {
      return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw parameter("cursor", "the cursor is not one of ours");
    }
  }

  private static ProblemException at(String pointer, String detail) {
    return ProblemException.at(CommonProblem.INVALID_REQUEST, pointer, detail);
  }

  private static ProblemException parameter(String name, String detail) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, detail, Map.of("parameter", name));
  }
}
