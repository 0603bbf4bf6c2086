package io.sluice.lineage.ingest;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.sluice.access.Caller;
import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The standard OpenLineage endpoint. */
@Path("/api/v1/lineage")
@Tag(name = "OpenLineage")
@Blocking
public class LineageResource {

  /** The header that tells a sender how far a reader must have come to see its event. */
  public static final String POSITION = "Sluice-Position";

  private final EventIntake intake;
  private final CurrentCaller caller;
  private final BodyLimit limit;
  private final ParseBudget budget;

  LineageResource(EventIntake intake, CurrentCaller caller, BodyLimit limit, ParseBudget budget) {
    this.budget = budget;
    this.limit = limit;
    this.intake = intake;
    this.caller = caller;
  }

  /** Takes one event in; the answer comes once it is committed. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "postLineageEvent", summary = "Send one OpenLineage event")
  public Uni<Response> post(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding)
      throws IOException {
    return answer(body, (bytes, share) -> intake.receive(bytes, encoding, sender(), share))
        .map(position -> Response.status(201).header(POSITION, position).build());
  }

  /** Takes a list of events in; 204 if all are committed, else a report of those that are not. */
  @POST
  @Path("/batch")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "postLineageBatch", summary = "Send many OpenLineage events")
  public Uni<Response> postBatch(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding)
      throws IOException {
    return answer(body, (bytes, share) -> intake.receiveBatch(bytes, encoding, sender(), share))
        .map(LineageResource::answer);
  }

  /** What is done with a body while there is room for it. */
  private interface Reception<T> {
    CompletionStage<T> of(byte[] body, ParseBudget.Share share);
  }

  private <T> Uni<T> answer(InputStream body, Reception<T> reception) throws IOException {
    CompletionStage<T> stored;
    try (ParseBudget.Share share = budget.open()) {
      stored = reception.of(limit.read(body, share), share);
    }
    // The answer is made where the request's trace is known, not on the thread of the log.
    Context context = Vertx.currentContext();
    return Uni.createFrom()
        .completionStage(stored)
        .emitOn(command -> context.runOnContext(ignored -> command.run()));
  }

  private static Response answer(BatchReport report) {
    return (report.failedEvents().isEmpty() ? Response.noContent() : Response.ok(report))
        .header(POSITION, report.position())
        .build();
  }

  private Sender sender() {
    Caller known = caller.get();
    SpanContext span = Span.current().getSpanContext();
    return new Sender(known.subject(), known::mayTouch, span.isValid() ? span.getTraceId() : null);
  }
}
