package io.sluice.lineage.alias;

import io.sluice.access.Caller;
import io.sluice.access.Permission;
import io.sluice.lineage.alias.SuggestionStore.Suggestion;
import io.sluice.lineage.projection.EntityIds;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which datasets look the same and are not known to be. */
@Path("/api/lineage/v1/aliases/suggestions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Aliases")
@Blocking
public class SuggestionResource {

  private final SuggestionStore store;
  private final AliasIndex index;
  private final Curators curators;
  private final Freshness freshness;

  SuggestionResource(
      SuggestionStore store, AliasIndex index, Curators curators, Freshness freshness) {
    this.store = store;
    this.index = index;
    this.curators = curators;
    this.freshness = freshness;
  }

  /** The first so many; the list has no further parts: merging or splitting makes place. */
  public record Suggestions(List<Suggestion> items, @Nullable String nextCursor) {}

  /** Pairs whose names end alike and whose schemas have the same fields, most fields first. */
  @GET
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "listAliasSuggestions", summary = "Datasets that look the same")
  public Suggestions list(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    AliasRequests.requireLimit(limit);
    freshness.await(minPosition);
    Caller caller = curators.caller();
    Set<NamePair> apart = index.ingredients().apart();
    List<Suggestion> items = new ArrayList<>();
    store.each(
        pair -> {
          boolean known =
              index
                      .canonical(EntityIds.of(pair.left()))
                      .equals(index.canonical(EntityIds.of(pair.right())))
                  || apart.contains(NamePair.of(pair.left(), pair.right()));
          if (!known && caller.mayTouch(pair.left()) && caller.mayTouch(pair.right())) {
            items.add(pair);
          }
          return items.size() < limit;
        });
    return new Suggestions(items, null);
  }
}
