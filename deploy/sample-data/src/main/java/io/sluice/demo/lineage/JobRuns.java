package io.sluice.demo.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.OpenLineageClientException;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import io.openlineage.client.utils.UUIDUtils;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Emits the events of job runs; an event that does not get through fails its job. */
public final class JobRuns implements AutoCloseable {

  private static final int ATTEMPTS = 5;
  private static final int TIMEOUT_MS = 20_000;

  private final OpenLineageClient client;
  private final EventFacets facets;
  private final OpenLineage openLineage;
  private final Clock clock;

  /** Emits to the gateway at that address with that token. */
  public JobRuns(URI url, String token, Clock clock) {
    ApiKeyTokenProvider auth = new ApiKeyTokenProvider();
    auth.setApiKey(token);
    HttpConfig config = new HttpConfig();
    config.setUrl(url);
    config.setAuth(auth);
    config.setTimeoutInMillis(TIMEOUT_MS);
    this.client = OpenLineageClient.builder().transport(new HttpTransport(config)).build();
    this.openLineage = new OpenLineage(URI.create("https://sluice.dev/demo"));
    this.facets = new EventFacets(openLineage);
    this.clock = clock;
  }

  /** Starts a run. */
  public JobRun start(JobSpec job, @Nullable LocalDate day, @Nullable JobRun parent)
      throws InterruptedException {
    JobRun run = new JobRun(UUIDUtils.generateNewUUID(clock.instant()), job, day, parent);
    emit(run, EventType.START, null, null);
    return run;
  }

  /** Completes a run that wrote so many rows. */
  public void complete(JobRun run, long rowsWritten) throws InterruptedException {
    emit(run, EventType.COMPLETE, rowsWritten, null);
  }

  /** Ends a run that did not do its work. */
  public void fail(JobRun run, String why) throws InterruptedException {
    emit(run, EventType.FAIL, null, why);
  }

  private void emit(
      JobRun run, EventType type, @Nullable Long rowsWritten, @Nullable String failure)
      throws InterruptedException {
    // A run that wrote nothing names no output: only what happened is told.
    List<OpenLineage.OutputDataset> outputs =
        type == EventType.FAIL ? List.of() : facets.outputs(run.job(), rowsWritten);
    OpenLineage.RunEvent event =
        openLineage.newRunEvent(
            ZonedDateTime.now(clock.withZone(ZoneOffset.UTC)),
            type,
            openLineage.newRun(run.id(), facets.run(run, failure)),
            openLineage.newJob(JobSpec.NAMESPACE, run.job().name(), facets.job(run.job())),
            facets.inputs(run.job()),
            outputs);
    for (int attempt = 1; ; attempt++) {
      try {
        client.emit(event);
        return;
      } catch (OpenLineageClientException failed) {
        // Sending an event twice is harmless: the collector knows it by its content.
        if (attempt == ATTEMPTS) {
          throw failed;
        }
        Thread.sleep(200L << attempt);
      }
    }
  }

  @Override
  public void close() throws Exception {
    client.close();
  }
}
