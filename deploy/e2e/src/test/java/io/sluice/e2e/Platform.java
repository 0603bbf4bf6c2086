package io.sluice.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The platform under test: started once, by {@code ./sluice up} in an empty home, and stopped after
 * the last test. A test class says {@code @ExtendWith(Platform.Shared.class)} and takes it as a
 * parameter.
 */
final class Platform implements ExtensionContext.Store.CloseableResource {

  static final String GATEWAY = "gateway";
  static final List<String> SERVICES = List.of("catalog", "quality", "lineage");

  private static final int PORT = Integer.getInteger("e2e.port", 18580);
  private static final Duration START_LIMIT = Duration.ofMinutes(4);

  private final Path home = Tree.target("home");
  private final String adminToken;

  private Platform() {
    sluice(START_LIMIT, "down"); // of a run that was cut off
    deleteTree(home);
    up();
    adminToken = sluice("token").succeeded().lastLine();
  }

  /** Hands the one platform to tests. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent("platform", key -> new Platform(), Platform.class);
    }
  }

  // ------------------------------------------------------------------------------------ as a user
  // runs it

  /** Runs {@code ./sluice} with these arguments. */
  Command sluice(String... arguments) {
    return sluice(Duration.ofMinutes(1), arguments);
  }

  Command sluice(Duration limit, String... arguments) {
    List<String> line = new ArrayList<>(List.of(Tree.root().resolve("sluice").toString()));
    line.addAll(List.of(arguments));
    return Command.run(line, Tree.target(""), environment(), limit);
  }

  /** Starts what is not running, and returns once all of it is healthy. */
  Command up() {
    return sluice(START_LIMIT, "up").succeeded();
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("SLUICE_HOME", home.toString());
    environment.put("SLUICE_PORT", Integer.toString(PORT));
    // Maven has just built it all; a second build in the same tree would only get in the way.
    environment.put("SLUICE_BUILD", "never");
    return environment;
  }

  /** A password that signs the local user in once. */
  String oneTimePassword() {
    return sluice("token", "sign-in").succeeded().lastLine();
  }

  /** A new API token with one role. */
  String token(String role) {
    return sluice(
            "token", "create", "--name", "e2e-" + role + "-" + System.nanoTime(), "--role", role)
        .succeeded()
        .lastLine();
  }

  /** The state of each part, as {@code ./sluice status} tells it. */
  Map<String, JsonNode> parts() {
    String json = sluice("status", "--format", "json").output();
    try {
      Map<String, JsonNode> parts = new HashMap<>();
      new ObjectMapper()
          .readTree(json)
          .get("parts")
          .forEach(part -> parts.put(part.get("part").asText(), part));
      return parts;
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(json, notJson);
    }
  }

  /** Ends a part's process with SIGKILL. */
  void kill(String part) {
    long pid = parts().get(part).get("pid").asLong();
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
  }

  // ------------------------------------------------------------------------------------ as a
  // program asks it

  String url() {
    return url(GATEWAY);
  }

  /** The base URL of a part on its own port. */
  String url(String part) {
    int offset = part.equals(GATEWAY) ? 0 : 1 + SERVICES.indexOf(part);
    return "http://127.0.0.1:" + (PORT + offset);
  }

  /** Asks through the gateway with the bootstrap admin token. */
  Client admin() {
    return with(adminToken);
  }

  /** Asks through the gateway with that token. */
  Client with(String token) {
    return new Client(url(), Optional.of(token));
  }

  /** Asks a part on its own port with the bootstrap admin token. */
  Client adminOf(String part) {
    return new Client(url(part), Optional.of(adminToken));
  }

  /** Asks a part without any token. */
  Client strangerTo(String part) {
    return new Client(url(part), Optional.empty());
  }

  /** Writes a file that rules may read. */
  void dataFile(String name, String content) {
    Path file = home.resolve("data").resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    sluice("down").succeeded();
  }

  private static void deleteTree(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
