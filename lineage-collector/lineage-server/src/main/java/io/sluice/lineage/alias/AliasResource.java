package io.sluice.lineage.alias;

import io.sluice.access.Caller;
import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.projection.Freshness;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Which names are one dataset, why, and what stewards decide about it. */
@Path("/api/lineage/v1/aliases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Aliases")
@Blocking
public class AliasResource {

  private final Aliases aliases;
  private final Curators curators;
  private final Freshness freshness;

  AliasResource(Aliases aliases, Curators curators, Freshness freshness) {
    this.aliases = aliases;
    this.curators = curators;
    this.freshness = freshness;
  }

  /** A part of the groups. */
  public record Groups(List<Aliases.Group> items, @Nullable String nextCursor) {}

  /** A part of the decisions. */
  public record Decisions(List<Decision> items, @Nullable String nextCursor) {}

  /**
   * Two names that are the same.
   *
   * @param left one
   * @param right the other
   * @param reason why, 1 to 1,000 characters
   * @param canonical which of the two is to be shown; null leaves it to the rule
   */
  public record Merge(
      @Nullable DatasetId left,
      @Nullable DatasetId right,
      @Nullable String reason,
      @Nullable DatasetId canonical) {}

  /**
   * Two names that are not the same.
   *
   * @param left one
   * @param right the other
   * @param reason why, 1 to 1,000 characters
   */
  public record Split(
      @Nullable DatasetId left, @Nullable DatasetId right, @Nullable String reason) {}

  /** The group of one name, or all groups in the order of the names they are shown under. */
  @GET
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "listAliases", summary = "Which names are one dataset, and why")
  public Groups list(
      @QueryParam("namespace") @Nullable String namespace,
      @QueryParam("name") @Nullable String name,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    DatasetId after = NameCursor.read(cursor);
    AliasRequests.requireLimit(limit);
    freshness.await(minPosition);
    Caller caller = curators.caller();
    if (namespace != null || name != null) {
      DatasetId wanted = AliasRequests.dataset(namespace, name);
      if (!caller.mayTouch(wanted)) {
        throw new ProblemException(CommonProblem.NOT_FOUND, "No such dataset.");
      }
      return new Groups(List.of(aliases.group(wanted)), null);
    }
    List<Aliases.Group> page = aliases.groups(caller, after, limit);
    String next = page.size() == limit ? NameCursor.write(page.get(limit - 1).canonical()) : null;
    return new Groups(page, next);
  }

  /** Says that two names are the same. */
  @POST
  @Path("/merges")
  @ResponseStatus(201)
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "mergeDatasets", summary = "Say that two names are the same dataset")
  public Aliases.Outcome merge(@Nullable Merge request) throws SQLException {
    if (request == null) {
      throw AliasRequests.empty();
    }
    NamePair pair = AliasRequests.pair(request.left(), request.right());
    DatasetId canonical = request.canonical();
    if (canonical != null && !canonical.equals(pair.left()) && !canonical.equals(pair.right())) {
      throw ProblemException.at(
          CommonProblem.INVALID_REQUEST, "/canonical", "canonical must be left or right");
    }
    String reason = AliasRequests.reason(request.reason());
    Caller caller = curators.of(pair.left(), pair.right());
    return aliases.decide(Decision.Kind.MERGE, pair, canonical, reason, caller);
  }

  /** Says that two names are not the same, whatever else says so. */
  @POST
  @Path("/splits")
  @ResponseStatus(201)
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "splitDatasets", summary = "Say that two names are not the same dataset")
  public Aliases.Outcome split(@Nullable Split request) throws SQLException {
    if (request == null) {
      throw AliasRequests.empty();
    }
    NamePair pair = AliasRequests.pair(request.left(), request.right());
    String reason = AliasRequests.reason(request.reason());
    Caller caller = curators.of(pair.left(), pair.right());
    return aliases.decide(Decision.Kind.SPLIT, pair, null, reason, caller);
  }

  /** Takes a merge back. */
  @DELETE
  @Path("/merges/{id}")
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "withdrawMerge", summary = "Take a merge back")
  public Aliases.Outcome withdrawMerge(@PathParam("id") long id) throws SQLException {
    return withdraw(id, Decision.Kind.MERGE);
  }

  /** Takes a split back. */
  @DELETE
  @Path("/splits/{id}")
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "withdrawSplit", summary = "Take a split back")
  public Aliases.Outcome withdrawSplit(@PathParam("id") long id) throws SQLException {
    return withdraw(id, Decision.Kind.SPLIT);
  }

  private Aliases.Outcome withdraw(long id, Decision.Kind kind) throws SQLException {
    Decision decision = aliases.find(id, kind);
    return aliases.withdraw(decision, curators.of(decision.left(), decision.right()));
  }

  /** Who decided what and when, newest first; what was taken back stays listed. */
  @GET
  @Path("/decisions")
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "listAliasDecisions", summary = "Who merged and split what, and when")
  public Decisions decisions(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor)
      throws SQLException {
    AliasRequests.requireLimit(limit);
    long before = cursor == null ? Long.MAX_VALUE : AliasRequests.number(cursor);
    List<Decision> page = aliases.decisions(before, limit);
    String next = page.size() == limit ? Long.toString(page.get(limit - 1).id()) : null;
    Caller caller = curators.caller();
    return new Decisions(
        page.stream()
            .filter(each -> caller.mayTouch(each.left()) || caller.mayTouch(each.right()))
            .toList(),
        next);
  }
}
