package io.sluice.lineage.marquez;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.LineageServerTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import marquez.client.MarquezClient;
import marquez.client.MarquezHttpException;
import marquez.client.models.DatasetId;
import marquez.client.models.DbTable;
import marquez.client.models.DbTableMeta;
import marquez.client.models.Field;
import marquez.client.models.Job;
import marquez.client.models.JobMeta;
import marquez.client.models.JobType;
import marquez.client.models.NamespaceMeta;
import marquez.client.models.Run;
import marquez.client.models.RunMeta;
import marquez.client.models.RunState;
import marquez.client.models.SourceMeta;
import marquez.client.models.Stream;
import marquez.client.models.StreamMeta;
import marquez.client.models.Tag;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Marquez's own Java client against this server. The client knows no tokens, so that a small proxy
 * adds one, as a user of it would have to.
 */
@QuarkusTest
class MarquezClientTest extends LineageServerTest {

  private static HttpServer proxy;

  @BeforeAll
  static void startTheProxy() throws IOException {
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    HttpClient http = HttpClient.newHttpClient();
    proxy.createContext(
        "/",
        exchange -> {
          try {
            HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(Api.url() + exchange.getRequestURI()))
                    .header("Authorization", "Bearer " + TestTokens.of("runner"))
                    .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                            exchange.getRequestBody().readAllBytes()));
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            HttpResponse<byte[]> answer =
                http.send(
                    type == null ? request.build() : request.header("Content-Type", type).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            exchange
                .getResponseHeaders()
                .set("Content-Type", answer.headers().firstValue("Content-Type").orElse(""));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.close();
          }
        });
    proxy.start();
  }

  @AfterAll
  static void stopTheProxy() {
    proxy.stop(0);
  }

  private static MarquezClient client() {
    return MarquezClient.builder()
        .baseUrl("http://127.0.0.1:" + proxy.getAddress().getPort())
        .build();
  }

  @Test
  void registersNamespacesSourcesDatasetsAndJobsAndFollowsARun() throws IOException {
    MarquezClient client = client();
    assertThat(
            client
                .createNamespace("mq", NamespaceMeta.builder().ownerName("me").build())
                .getOwnerName())
        .isEqualTo("me");
    assertThat(client.getNamespace("mq").getName()).isEqualTo("mq");
    assertThat(client.listNamespaces(1_000, 0)).extracting("name").contains("mq");

    client.createSource(
        "mq-db",
        SourceMeta.builder()
            .type("POSTGRESQL")
            .connectionUrl(URI.create("jdbc:postgresql://h:5432/d?user=u&password=secret"))
            .description("the database")
            .build());
    assertThat(client.getSource("mq-db").getConnectionUrl().toString())
        .startsWith("jdbc:postgresql://h:5432/d")
        .doesNotContain("secret");
    assertThat(client.listSources(1_000, 0)).extracting("name").contains("mq-db");

    DbTable table =
        (DbTable)
            client.createDataset(
                "mq",
                "orders",
                DbTableMeta.builder()
                    .physicalName("public.orders")
                    .sourceName("mq-db")
                    .fields(
                        List.of(
                            Field.builder().name("id").type("INTEGER").build(),
                            Field.builder()
                                .name("mail")
                                .type("VARCHAR")
                                .tags(Set.of("PII"))
                                .build()))
                    .tags(Set.of("GOLD"))
                    .description("all orders")
                    .build());
    assertThat(table.getPhysicalName()).isEqualTo("public.orders");
    assertThat(table.getSourceName()).isEqualTo("mq-db");
    assertThat(table.getTags()).containsExactly("GOLD");
    assertThat(table.getFields()).extracting(Field::getName).containsExactly("id", "mail");
    assertThat(table.getFields().get(1).getTags()).containsExactly("PII");
    assertThat(table.getDescription()).contains("all orders");
    Stream stream =
        (Stream)
            client.createDataset(
                "mq",
                "clicks",
                StreamMeta.builder()
                    .physicalName("clicks")
                    .sourceName("mq-db")
                    .schemaLocation(URI.create("http://registry/1").toURL())
                    .build());
    assertThat(stream.getName()).isEqualTo("clicks");
    assertThat(client.listDatasets("mq")).extracting("name").containsExactly("clicks", "orders");

    Job job =
        client.createJob(
            "mq",
            "load",
            JobMeta.builder()
                .type(JobType.STREAM)
                .inputs(Set.of(new DatasetId("mq", "clicks")))
                .outputs(Set.of(new DatasetId("mq", "orders")))
                .location("https://git/load.py")
                .context(Map.of("sql", "select 1"))
                .description("loads")
                .build());
    assertThat(job.getType()).isEqualTo(JobType.STREAM);
    assertThat(job.getInputs()).containsExactly(new DatasetId("mq", "clicks"));
    assertThat(job.getLocation()).hasValueSatisfying(at -> assertThat(at).hasPath("/load.py"));
    assertThat(client.listJobs("mq")).extracting(Job::getName).containsExactly("load");

    String id = UUID.randomUUID().toString();
    Instant nominal = Instant.parse("2026-03-01T00:00:00Z");
    Run run =
        client.createRun(
            "mq",
            "load",
            RunMeta.builder().id(id).nominalStartTime(nominal).args(Map.of("day", "1")).build());
    assertThat(run.getId()).isEqualTo(id);
    assertThat(run.getState()).isEqualTo(RunState.NEW);
    assertThat(run.getNominalStartTime()).contains(nominal);
    assertThat(run.getArgs()).containsEntry("day", "1");
    assertThat(client.markRunAsRunning(id, Instant.parse("2026-03-01T00:00:01Z")).getState())
        .isEqualTo(RunState.RUNNING);
    Run done = client.markRunAsCompleted(id, Instant.parse("2026-03-01T00:00:04Z"));
    assertThat(done.getState()).isEqualTo(RunState.COMPLETED);
    assertThat(done.getDurationMs()).contains(3_000L);
    assertThat(client.listRuns("mq", "load")).extracting(Run::getId).containsExactly(id);
    assertThat(client.getJob("mq", "load").getLatestRun().orElseThrow().getId()).isEqualTo(id);
  }

  @Test
  void startsFailsAndAbortsRuns() {
    MarquezClient client = client();
    client.createJob("mq-runs", "three", JobMeta.builder().type(JobType.BATCH).build());

    Run failed = client.createRunAndStart("mq-runs", "three", RunMeta.builder().build());
    Run aborted = client.createRunAndStart("mq-runs", "three", RunMeta.builder().build());

    assertThat(failed.getState()).isEqualTo(RunState.RUNNING);
    assertThat(client.markRunAsFailed(failed.getId()).getState()).isEqualTo(RunState.FAILED);
    assertThat(client.markRunAsAborted(aborted.getId()).getState()).isEqualTo(RunState.ABORTED);
    assertThat(client.getRun(failed.getId()).getEndedAt()).isPresent();
  }

  @Test
  void tagsDatasetsAndFields() {
    MarquezClient client = client();
    client.createDataset(
        "mq-tags",
        "tagged",
        DbTableMeta.builder()
            .physicalName("tagged")
            .sourceName("default")
            .fields(List.of(Field.builder().name("a").type("INTEGER").build()))
            .build());

    assertThat(client.tagDatasetWith("mq-tags", "tagged", "SILVER").getTags())
        .containsExactly("SILVER");
    assertThat(client.tagFieldWith("mq-tags", "tagged", "a", "KEY").getFields().get(0).getTags())
        .containsExactly("KEY");
    assertThat(client.listTags(1_000, 0)).extracting(Tag::getName).contains("SILVER", "KEY");
  }

  @Test
  void tellsTheClientWhatIsNotThere() {
    MarquezClient client = client();

    for (Runnable call :
        List.<Runnable>of(
            () -> client.getJob("mq", "nowhere"),
            () -> client.getDataset("mq", "nowhere"),
            () -> client.getNamespace("nowhere"),
            () -> client.getRun(UUID.randomUUID().toString()),
            () -> client.createRun("mq", "nowhere", RunMeta.builder().build()),
            () -> client.tagDatasetWith("mq", "nowhere", "T"))) {
      assertThatThrownBy(call::run).isInstanceOf(MarquezHttpException.class);
    }
  }
}
