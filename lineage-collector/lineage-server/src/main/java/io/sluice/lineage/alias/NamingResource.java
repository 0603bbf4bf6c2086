package io.sluice.lineage.alias;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.access.Caller;
import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.alias.NamingStore.Activation;
import io.sluice.lineage.alias.RulesComparison.Difference;
import io.sluice.lineage.naming.NamingRules;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The naming rules: versions, which one holds, and what another would change. */
@Path("/api/lineage/v1/naming-rules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Naming rules")
@Blocking
public class NamingResource {

  private final Naming naming;
  private final Curators curators;

  NamingResource(Naming naming, Curators curators) {
    this.naming = naming;
    this.curators = curators;
  }

  /**
   * A part of the versions.
   *
   * @param activeVersion the version that holds
   * @param items the versions, newest first
   * @param nextCursor where the list goes on
   */
  public record Versions(
      int activeVersion, List<RulesVersion> items, @Nullable String nextCursor) {}

  /** A part of the list of what was made to hold when. */
  public record Activations(List<Activation> items, @Nullable String nextCursor) {}

  /**
   * New rules.
   *
   * @param rules {@code [{"id", "kind", "parameters"}]}
   * @param note what is to be said about them, up to 1,000 characters
   */
  public record NewRules(@Nullable JsonNode rules, @Nullable String note) {}

  /** Why a version is to hold. */
  public record Why(@Nullable String reason) {}

  /**
   * Which rules to try on which names.
   *
   * @param rules rules to try
   * @param version or the version to try
   * @param names names to try them on, at most 10,000
   * @param all or true for every dataset
   * @param examples how many examples to show of each kind, 0 to 100; 20 if not said
   */
  public record DryRun(
      @Nullable JsonNode rules,
      @Nullable Integer version,
      @Nullable List<DatasetId> names,
      @Nullable Boolean all,
      @Nullable Integer examples) {}

  /** The versions, newest first. */
  @GET
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "listNamingRules", summary = "The versions of the naming rules")
  public Versions list(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor)
      throws SQLException {
    AliasRequests.requireLimit(limit);
    long before = cursor == null ? Integer.MAX_VALUE : AliasRequests.number(cursor);
    List<RulesVersion> page = naming.before((int) Math.min(before, Integer.MAX_VALUE), limit);
    int last = page.isEmpty() ? 1 : page.get(page.size() - 1).version();
    return new Versions(naming.activeVersion(), page, last > 1 ? Integer.toString(last) : null);
  }

  /** Saves rules as the next version; they do not hold until they are activated. */
  @PUT
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "saveNamingRules", summary = "Save naming rules as the next version")
  public RulesVersion save(@Nullable NewRules request) throws SQLException {
    Caller caller = curators.ofAll();
    if (request == null) {
      throw AliasRequests.empty();
    }
    NamingRules rules = AliasRequests.rules(request.rules());
    String note = request.note() == null ? "" : AliasRequests.text("/note", request.note());
    return naming.save(rules, note, caller);
  }

  /** One version. */
  @GET
  @Path("/versions/{version}")
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "getNamingRules", summary = "One version of the naming rules")
  public RulesVersion get(@PathParam("version") int version) throws SQLException {
    return naming.find(version);
  }

  /** Makes a version hold; an older one takes a newer one back. */
  @POST
  @Path("/versions/{version}/activate")
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "activateNamingRules", summary = "Make a version of the rules hold")
  public Activation activate(@PathParam("version") int version, @Nullable Why request)
      throws SQLException {
    Caller caller = curators.ofAll();
    String reason = AliasRequests.reason(request == null ? null : request.reason());
    return naming.activate(naming.find(version).version(), reason, caller);
  }

  /** Who made which version hold, and when, newest first. */
  @GET
  @Path("/activations")
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "listNamingActivations", summary = "Which version held when, and why")
  public Activations activations(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor)
      throws SQLException {
    AliasRequests.requireLimit(limit);
    List<Activation> page =
        naming.activations(cursor == null ? Long.MAX_VALUE : AliasRequests.number(cursor), limit);
    return new Activations(
        page, page.size() == limit ? Long.toString(page.get(limit - 1).id()) : null);
  }

  /** Says what rules would change and stores nothing. */
  @POST
  @Path("/dry-run")
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "tryNamingRules", summary = "What rules would change")
  public Difference tryOut(@Nullable DryRun request) throws SQLException {
    curators.ofAll();
    if (request == null) {
      throw AliasRequests.empty();
    }
    if ((request.rules() == null) == (request.version() == null)) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST, "Either rules or a version is needed.");
    }
    boolean all = Boolean.TRUE.equals(request.all());
    if (all == (request.names() != null)) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST, "Either names or \"all\": true is needed.");
    }
    int examples = request.examples() == null ? 20 : request.examples();
    if (examples < 0 || examples > 100) {
      throw ProblemException.at(
          CommonProblem.INVALID_REQUEST, "/examples", "examples must be between 0 and 100");
    }
    NamingRules rules =
        request.version() == null
            ? AliasRequests.rules(request.rules())
            : naming.rules(request.version());
    return naming.tryOut(rules, AliasRequests.names(request.names()), examples);
  }
}
