package io.sluice.lineage.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/** A real broker in a process and on a class path of its own. */
final class KafkaBroker implements AutoCloseable {

  private static final Path POM = Path.of("src/test/kafka/pom.xml").toAbsolutePath();
  private static final Path CLASS_PATH = Path.of("target/kafka-broker.classpath").toAbsolutePath();

  private final Path directory;
  private final int port = freePort();
  private Process process;

  /** Makes the broker's storage; {@link #start} starts it. */
  KafkaBroker(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    int controller = freePort();
    Files.writeString(
        directory.resolve("server.properties"),
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        offsets.topic.num.partitions=1
        offsets.topic.replication.factor=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        group.initial.rebalance.delay.ms=0
        message.max.bytes=10485760
        """
            .formatted(port, controller, directory.resolve("data")));
    run(
        "format",
        List.of(
            java(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classPath(),
            "kafka.tools.StorageTool",
            "format",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            "server.properties"));
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** Starts it and waits until it answers. */
  void start() throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                "kafka.Kafka",
                "server.properties")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("broker.log").toFile())
            .start();
    try (Admin admin = admin()) {
      admin.describeCluster().nodes().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(Files.readString(directory.resolve("broker.log")), e);
    }
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", address(), "default.api.timeout.ms", 60_000));
  }

  void createTopic(String name, int partitions) {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a power cut would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private static String classPath() throws IOException, InterruptedException {
    if (!Files.exists(CLASS_PATH)
        || Files.getLastModifiedTime(CLASS_PATH).compareTo(Files.getLastModifiedTime(POM)) < 0) {
      run(
          CLASS_PATH.getParent(),
          "kafka-broker-classpath",
          List.of(
              "mvn",
              "-q",
              "-B",
              "-f",
              POM.toString(),
              "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
              "-Dmdep.outputFile=" + CLASS_PATH));
    }
    return Files.readString(CLASS_PATH).trim();
  }

  private void run(String name, List<String> command) throws IOException, InterruptedException {
    run(directory, name, command);
  }

  private static void run(Path directory, String name, Collection<String> command)
      throws IOException, InterruptedException {
    Path output = directory.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("MAVEN_OPTS");
    Process process = builder.start();
    boolean ended = process.waitFor(Duration.ofMinutes(5).toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    if (!ended || process.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(output));
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
