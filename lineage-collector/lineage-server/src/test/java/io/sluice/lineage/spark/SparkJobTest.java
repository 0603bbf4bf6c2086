package io.sluice.lineage.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.LineageServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@Tag("spark")
class SparkJobTest extends LineageServerTest {

  private static final Path SPARK = Path.of("src/test/spark").toAbsolutePath();
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "jdk.internal.ref",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  @Test
  void aRealSparkJobAppearsInTheGraphWithItsColumns(@TempDir Path data) throws Exception {
    Files.writeString(
        data.resolve("orders.csv"), "order_id,customer_id,amount\n1,7,10.5\n2,8,3\n3,7,4\n");
    Files.writeString(data.resolve("customers.csv"), "customer_id,name\n7,Ada\n8,Grace\n");

    runSpark(data);

    String report = "dataset:file:" + data + "/report";
    JsonNode graph =
        Api.get("/api/v1/lineage?depth=4&nodeId=" + Api.encode(report)).json().get("graph");
    System.out.println("lineage: " + graph.findValuesAsText("id"));
    assertThat(graph.findValuesAsText("id"))
        .contains(
            report,
            "dataset:file:" + data + "/orders.csv",
            "dataset:file:" + data + "/customers.csv")
        .anyMatch(id -> id.startsWith("job:spark-it:sales."));
    JsonNode dataset =
        Api.get("/api/v1/namespaces/file/datasets/" + Api.encode(data + "/report")).json();
    System.out.println("fields: " + dataset.get("fields"));
    assertThat(dataset.get("fields").findValuesAsText("name"))
        .containsExactly("order_id", "doubled", "customer");
    JsonNode columns =
        Api.get(
                "/api/v1/column-lineage?nodeId="
                    + Api.encode("datasetField:file:" + data + "/report:doubled"))
            .json();
    System.out.println("column lineage: " + columns);
    assertThat(columns.at("/graph/0/data/inputFields").findValuesAsText("field"))
        .contains("amount");
    JsonNode runs = Api.get("/api/v1/jobs?limit=50").json().get("jobs").findValue("latestRun");
    assertThat(runs.get("state").asText()).isEqualTo("COMPLETED");
  }

  private static void runSpark(Path data) throws IOException, InterruptedException {
    Path classpath = data.resolve("classpath.txt");
    run(
        data,
        "mvn",
        "-q",
        "-B",
        "-f",
        SPARK.resolve("pom.xml").toString(),
        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
        "-Dmdep.outputFile=" + classpath);
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx1g"));
    for (String opened : OPENED) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    conf(command, "master", "local[2]");
    conf(command, "ui.enabled", "false");
    conf(command, "sql.shuffle.partitions", "2");
    conf(command, "extraListeners", "io.openlineage.spark.agent.OpenLineageSparkListener");
    conf(command, "openlineage.namespace", "spark-it");
    conf(command, "openlineage.transport.type", "http");
    conf(command, "openlineage.transport.url", Api.url());
    conf(command, "openlineage.transport.endpoint", "/api/v1/lineage");
    conf(command, "openlineage.transport.auth.type", "api_key");
    conf(command, "openlineage.transport.auth.apiKey", TestTokens.of("runner"));
    command.addAll(
        List.of(
            "-cp",
            Files.readString(classpath).trim(),
            SPARK.resolve("SalesJob.java").toString(),
            data.toString()));
    run(data, command.toArray(String[]::new));
  }

  private static void conf(List<String> command, String key, String value) {
    command.add("-Dspark." + key + "=" + value);
  }

  /** Spark runs on 17, whatever runs the tests. */
  private static String java() {
    String home = System.getenv().getOrDefault("SPARK_JAVA_HOME", System.getProperty("java.home"));
    return Path.of(home, "bin", "java").toString();
  }

  private static void run(Path dir, String... command) throws IOException, InterruptedException {
    Path output = dir.resolve("output-" + Path.of(command[0]).getFileName() + ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(dir.toFile()).redirectOutput(output.toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().remove("MAVEN_OPTS");
    Process process = builder.start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(output);
    assertThat(ended && process.exitValue() == 0)
        .as(text.substring(Math.max(0, text.length() - 6_000)))
        .isTrue();
  }
}
