package io.sluice.lineage.conformance;

import io.sluice.access.Permission;
import io.sluice.lineage.event.ConformanceWarning;
import io.sluice.lineage.event.EventDocument;
import io.sluice.lineage.event.LineageEvent;
import io.sluice.lineage.event.NotAnEventException;
import io.sluice.lineage.ingest.ParseBudget;
import io.sluice.lineage.projection.Freshness;
import io.sluice.lineage.shape.Conformance;
import io.sluice.lineage.shape.Finding;
import io.sluice.lineage.shape.Producer;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What producers do otherwise than the specification says. */
@Path("/api/lineage/v1/conformance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conformance")
@Blocking
public class ConformanceResource {

  private static final int MAX_LIMIT = 500;

  private final ConformanceStore store;
  private final ParseBudget budget;
  private final Freshness freshness;

  ConformanceResource(ConformanceStore store, ParseBudget budget, Freshness freshness) {
    this.store = store;
    this.budget = budget;
    this.freshness = freshness;
  }

  /**
   * Who made the events.
   *
   * @param uri the producer as sent
   * @param name the integration, as far as the URI tells
   * @param version its version, as far as the URI tells
   * @param events how many events came from it
   */
  public record Sender(String uri, String name, String version, long events) {}

  /** The newest event in which it was found, and where. */
  public record Example(long position, String pointer, String message) {}

  /**
   * Something that a producer does otherwise than the specification says.
   *
   * @param producer who
   * @param code what
   * @param place where, with {@code *} for what differs from event to event
   * @param events in how many of its events
   * @param firstSeen the earliest of these by event time
   * @param lastSeen the latest of these by event time
   * @param example the newest of them
   */
  public record Item(
      Sender producer,
      String code,
      String place,
      long events,
      Instant firstSeen,
      Instant lastSeen,
      Example example) {}

  /** A part of the list. */
  public record Items(List<Item> items, @Nullable String nextCursor) {}

  /** A place in the list. */
  record Place(String producer, String code, String place) {}

  /** Why an event would be refused. */
  public record Refusal(String code, String pointer, String message) {}

  /**
   * What would become of an event.
   *
   * @param accepted whether it would be taken in
   * @param kind RUN, JOB or DATASET; null if refused
   * @param producer the integration, as far as the producer's URI tells; null if refused
   * @param refusal why it would be refused, null if it would not
   * @param warnings what is wrong with it though it can be used, at most two hundred
   */
  public record Verdict(
      boolean accepted,
      LineageEvent.@Nullable Kind kind,
      @Nullable Producer producer,
      @Nullable Refusal refusal,
      List<ConformanceWarning> warnings) {}

  /** What was found, by producer, code and place. */
  @GET
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(
      operationId = "listConformanceFindings",
      summary = "What producers do otherwise than the specification says")
  public Items list(
      @QueryParam("producer") @Nullable String producer,
      @QueryParam("name") @Nullable String name,
      @QueryParam("code") @Nullable String code,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "limit must be between 1 and " + MAX_LIMIT,
          Map.of("parameter", "limit"));
    }
    Place after = read(cursor);
    freshness.await(minPosition);
    List<Item> page = store.find(filter(producer, name, code), after, limit);
    return new Items(page, page.size() < limit ? null : write(page.get(limit - 1)));
  }

  /**
   * Tells what would become of an event without storing it, so that producers can try themselves.
   */
  @POST
  @Path("/check")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "checkConformance", summary = "Try an event; nothing is stored")
  public Verdict check(byte @Nullable [] body) {
    byte[] json = body == null ? new byte[0] : body;
    try (ParseBudget.Share share = budget.open()) {
      share.growForTreeOf(json);
      LineageEvent event = EventDocument.of(EventDocument.parse(json)).event();
      return new Verdict(
          true,
          event.kind(),
          Producer.of(event.header().producer()),
          null,
          Conformance.of(event).stream().map(Finding::warning).toList());
    } catch (NotAnEventException refused) {
      return new Verdict(
          false,
          null,
          null,
          new Refusal(refused.code(), refused.pointer(), String.valueOf(refused.getMessage())),
          List.of());
    }
  }

  private static ConformanceStore.Filter filter(
      @Nullable String producer, @Nullable String name, @Nullable String code) {
    return new ConformanceStore.Filter(
        producer == null ? null : Text.bounded(producer, Text.MAX_PRODUCER),
        name == null ? null : Text.bounded(name, Text.MAX_PRODUCER),
        code == null ? null : Text.bounded(code, Text.MAX_PLACE));
  }

  private static String write(Item item) {
    // What is stored holds no NUL.
    String text = item.producer().uri() + '\0' + item.code() + '\0' + item.place();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Place read(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\0", -1);
      if (parts.length == 3) {
        return new Place(parts[0], parts[1], parts[2]);
      }
    } catch (IllegalArgumentException e) {
      // Answered below, as any other text that is no cursor.
    }
    throw new ProblemException(
        CommonProblem.INVALID_REQUEST,
        "the cursor is not one of ours",
        Map.of("parameter", "cursor"));
  }
}
