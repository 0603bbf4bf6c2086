package io.sluice.quality.server.ruleset;

import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.sluice.quality.server.catalog.CatalogUnavailableException;
import io.sluice.quality.server.catalog.Ownership;
import io.sluice.quality.server.paging.Cursor;
import io.sluice.quality.server.paging.Page;
import io.sluice.quality.server.problem.QualityProblem;
import io.sluice.quality.server.settings.GateSettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Saves and shows rule sets. */
@Path("/api/quality/v1/rulesets")
@Produces(MediaType.APPLICATION_JSON)
public class RuleSetResource {

  private static final String YAML = "application/yaml";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"?(\\d{1,9})\"?");

  private final RuleSets ruleSets;
  private final RuleSetStore store;
  private final CurrentCaller caller;
  private final GateSettings settings;

  /** Works with the given parts. */
  @Inject
  public RuleSetResource(
      RuleSets ruleSets, RuleSetStore store, CurrentCaller caller, GateSettings settings) {
    this.ruleSets = ruleSets;
    this.store = store;
    this.caller = caller;
    this.settings = settings;
  }

  /** Saves the next version. */
  @PUT
  @Path("/{name}")
  @Consumes({YAML, "application/x-yaml", "text/yaml", MediaType.APPLICATION_JSON})
  @RolesAllowed(Permission.Names.RULES_EDIT)
  @Operation(
      operationId = "putRuleSet",
      summary = "Save the next version of a rule set (YAML, or a Great Expectations suite as JSON)")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = RuleSetView.class)))
  public Response put(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @Context UriInfo uri,
      @Nullable String text) {
    // As it was sent: matrix parameters (a;b) are cut off before a name gets here.
    String path = uri.getRequestUri().getRawPath();
    if (!NAME.matcher(path.substring(path.lastIndexOf('/') + 1)).matches()
        || !NAME.matcher(name).matches()) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "a rule set's name is made of 1 to 128 letters, digits, dots, hyphens and underscores");
    }
    if (text == null || text.isBlank()) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "the body holds no document");
    }
    String type =
        contentType != null && contentType.contains("json") ? MediaType.APPLICATION_JSON : YAML;
    RuleSets.Saving saving;
    try {
      saving = ruleSets.save(name, text, type, seen(ifMatch), caller.get());
    } catch (CatalogUnavailableException e) {
      throw new ProblemException(QualityProblem.CATALOG_UNAVAILABLE, String.valueOf(e.getMessage()))
          .retryAfterSeconds(5);
    }
    return answer(name, saving);
  }

  private Response answer(String name, RuleSets.Saving saving) {
    if (saving instanceof RuleSets.Saving.Faulty faulty) {
      throw QualityProblem.INVALID_RULE_SET.with(faulty.faults());
    }
    if (saving instanceof RuleSets.Saving.NotOwner notOwner) {
      throw new ProblemException(
          QualityProblem.NOT_OWNER,
          caller.get().subject()
              + " does not own "
              + (notOwner.dataset() == null ? "a rule set without a dataset" : notOwner.dataset()));
    }
    if (saving instanceof RuleSets.Saving.OutOfScope outOfScope) {
      throw new ProblemException(
          QualityProblem.OUT_OF_SCOPE, "the token does not reach " + outOfScope.dataset());
    }
    if (saving instanceof RuleSets.Saving.ForeignSource foreign) {
      throw ProblemException.at(
          QualityProblem.OUT_OF_SCOPE,
          "/source",
          "a token that is confined to datasets may name no other files than the catalog's location"
              + " of "
              + (foreign.dataset() == null ? "a dataset" : foreign.dataset()));
    }
    if (saving instanceof RuleSets.Saving.Outdated outdated) {
      throw new ProblemException(
          QualityProblem.VERSION_CHANGED,
          "the current version of " + name + " is " + outdated.current(),
          Map.of("currentVersion", outdated.current()));
    }
    RuleSets.Saving.Kept kept = (RuleSets.Saving.Kept) saving;
    RuleSetView view = RuleSetView.of(kept.version(), true, settings.publicUrl());
    return Response.status(kept.isNew() ? 201 : 200)
        .header(HttpHeaders.ETAG, etag(kept.version()))
        .header(HttpHeaders.LOCATION, view.links().get("self"))
        .entity(view)
        .build();
  }

  /** Lists rule sets. */
  @GET
  @RolesAllowed(Permission.Names.QUALITY_READ)
  @Operation(operationId = "listRuleSets", summary = "List rule sets by name")
  public Page<RuleSetView> list(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return Page.visible(
            Cursor.text(cursor, ""),
            Cursor.limit(limit),
            store::list,
            version -> Ownership.inScope(caller.get(), version.dataset()),
            RuleSetVersion::name)
        .map(version -> RuleSetView.of(version, false, settings.publicUrl()));
  }

  /** Shows the current version. */
  @GET
  @Path("/{name}")
  @Produces({MediaType.APPLICATION_JSON, YAML})
  @RolesAllowed(Permission.Names.QUALITY_READ)
  @Operation(operationId = "getRuleSet", summary = "The current version of a rule set")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RuleSetView.class)))
  public Response get(@PathParam("name") String name, @Context HttpHeaders headers) {
    return show(store.current(name), name, headers);
  }

  /** Lists the versions of a rule set. */
  @GET
  @Path("/{name}/versions")
  @RolesAllowed(Permission.Names.QUALITY_READ)
  @Operation(operationId = "listRuleSetVersions", summary = "All versions, newest first")
  public Page<RuleSetView> versions(
      @PathParam("name") String name,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    requireScope(store.current(name).orElseThrow(() -> unknown(name)));
    int below = (int) Math.min(Cursor.number(cursor), Integer.MAX_VALUE);
    return Page.of(
            store.versions(name, below, Cursor.limit(limit) + 1),
            limit,
            version -> Integer.toString(version.version()))
        .map(version -> RuleSetView.of(version, false, settings.publicUrl()));
  }

  /** Shows one version. */
  @GET
  @Path("/{name}/versions/{version}")
  @Produces({MediaType.APPLICATION_JSON, YAML})
  @RolesAllowed(Permission.Names.QUALITY_READ)
  @Operation(operationId = "getRuleSetVersion", summary = "One version of a rule set")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RuleSetView.class)))
  public Response version(
      @PathParam("name") String name,
      @PathParam("version") int version,
      @Context HttpHeaders headers) {
    return show(store.find(name, version), name, headers);
  }

  private Response show(Optional<RuleSetVersion> found, String name, HttpHeaders headers) {
    RuleSetVersion version = found.orElseThrow(() -> unknown(name));
    requireScope(version);
    Response.ResponseBuilder answer =
        Response.ok().header(HttpHeaders.ETAG, etag(version)).header(HttpHeaders.VARY, "Accept");
    MediaType yaml = MediaType.valueOf(YAML);
    for (MediaType accepted : headers.getAcceptableMediaTypes()) {
      if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        break;
      }
      if (accepted.isCompatible(yaml)) {
        return answer.type(YAML + ";charset=utf-8").entity(version.text()).build();
      }
    }
    return answer
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(RuleSetView.of(version, true, settings.publicUrl()))
        .build();
  }

  private void requireScope(RuleSetVersion version) {
    if (!Ownership.inScope(caller.get(), version.dataset())) {
      throw new ProblemException(
          QualityProblem.OUT_OF_SCOPE, "the token does not reach rule set " + version.name());
    }
  }

  private static @Nullable Integer seen(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.equals("*")) {
      return null;
    }
    var version = ETAG.matcher(ifMatch.strip());
    if (!version.matches()) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "If-Match takes the ETag of a version, for example \"3\"",
          Map.of("header", "If-Match"));
    }
    return Integer.valueOf(version.group(1));
  }

  private static String etag(RuleSetVersion version) {
    return "\"" + version.version() + "\"";
  }

  private static ProblemException unknown(String name) {
    return new ProblemException(
        QualityProblem.UNKNOWN_RULE_SET, "there is no rule set '" + name + "' of that version");
  }
}
