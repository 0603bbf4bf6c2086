package io.sluice.lineage.ingest;

import io.sluice.access.Caller;
import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.lineage.deadletter.DeadLetter;
import io.sluice.lineage.deadletter.DeadLetterStore;
import io.sluice.lineage.log.NumberedPage;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was refused: to be looked at, and to be tried again. */
@Path("/api/lineage/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dead letters")
@Blocking
public class DeadLetterResource {

  private final DeadLetterStore letters;
  private final EventIntake intake;
  private final CurrentCaller caller;
  private final ParseBudget budget;

  DeadLetterResource(
      DeadLetterStore letters, EventIntake intake, CurrentCaller caller, ParseBudget budget) {
    this.budget = budget;
    this.letters = letters;
    this.intake = intake;
    this.caller = caller;
  }

  /** A part of the list. */
  public record Letters(List<DeadLetter> items, @Nullable String nextCursor) {}

  /** Where a replayed letter came to be in the log. */
  public record Replayed(long id, long position) {}

  /** The letters without their bodies, newest first. */
  @GET
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "listDeadLetters", summary = "What was refused, newest first")
  public Letters list(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor)
      throws SQLException {
    NumberedPage.requireLimit(limit);
    List<DeadLetter> page = letters.before(NumberedPage.from(cursor, Long.MAX_VALUE), limit);
    String next = page.size() == limit ? Long.toString(page.get(limit - 1).id()) : null;
    return new Letters(page, next);
  }

  /**
   * One letter, whole, for its sender or a steward: what was sent may hold what its sender would
   * not show everybody.
   */
  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "getDeadLetter", summary = "A dead letter with its body")
  public DeadLetter get(@PathParam("id") long id) throws SQLException {
    DeadLetter letter =
        letters
            .find(id)
            .orElseThrow(
                () -> new ProblemException(CommonProblem.NOT_FOUND, "No dead letter " + id + "."));
    Caller known = caller.get();
    boolean everything = known.ownsEverything() && known.datasets().isEmpty();
    if (!everything && !known.subject().equals(letter.subject())) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN,
          "A dead letter is for its sender, and for stewards and administrators without a scope.");
    }
    return letter;
  }

  /** Tries a letter again, as it was sent or as the body says that it should have been. */
  @POST
  @Path("/{id}/replay")
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "replayDeadLetter", summary = "Try a dead letter again")
  public Uni<Replayed> replay(@PathParam("id") long id, byte @Nullable [] mended)
      throws SQLException {
    DeadLetter letter = get(id);
    byte[] event = mended == null ? new byte[0] : mended;
    Caller known = caller.get();
    Sender sender = new Sender(known.subject(), known::mayTouch, letter.traceId());
    CompletionStage<Long> stored;
    try (ParseBudget.Share share = budget.open()) {
      share.growForTreeOf(event);
      stored = intake.replay(letter, event, sender);
    }
    return Uni.createFrom().completionStage(stored).map(position -> new Replayed(id, position));
  }
}
