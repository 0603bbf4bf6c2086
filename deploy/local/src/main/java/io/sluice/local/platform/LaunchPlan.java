package io.sluice.local.platform;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.Secrets;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.postgres.DatabaseAccess;
import io.sluice.local.postgres.Databases;
import io.sluice.local.settings.Ports;
import io.sluice.local.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Works out what each part is started with; the table of environment variables is a contract. */
record LaunchPlan(
    Settings settings,
    SluiceHome home,
    Secrets secrets,
    Ports ports,
    Databases databases,
    List<Path> dataRoots) {

  LaunchPlan {
    dataRoots = List.copyOf(dataRoots);
  }

  Launch of(Part part) {
    return new Launch(part, command(part), environment(part), build(part));
  }

  /** Base URL of a part as this machine reaches it. */
  static String url(Settings settings, Ports ports, Part part) {
    return "http://" + settings.reachableHost() + ":" + part.port(ports);
  }

  private List<String> command(Part part) {
    Path application = part.application(settings.root());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xshare:auto");
    Path archive = application.resolve("app-cds.jsa");
    if (Files.exists(archive)) {
      command.add("-XX:SharedArchiveFile=" + archive);
    }
    Path cache = application.resolve("app.aot");
    if (Files.exists(cache)) {
      command.add("-XX:AOTCache=" + cache);
    }
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx" + part.heap(),
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dfile.encoding=UTF-8",
            "-Djava.io.tmpdir=" + home.scratch(part.label()),
            // Marks the process as ours for people who look at the process table.
            "-Dsluice.part=" + part.label(),
            "-Dsluice.home=" + home.directory()));
    command.addAll(part.heapOptions());
    command.addAll(options("SLUICE_JAVA_OPTS"));
    command.addAll(options("SLUICE_" + part.name() + "_JAVA_OPTS"));
    command.add("-jar");
    command.add("quarkus-run.jar");
    return command;
  }

  private List<String> options(String variable) {
    String text = settings.environment().getOrDefault(variable, "").trim();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1));
  }

  private Map<String, String> environment(Part part) {
    Map<String, String> environment = new HashMap<>(inherited());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(part.port(ports)));
    environment.put("SLUICE_HOST", settings.host());
    environment.put("SLUICE_HOME", home.directory().toString());
    environment.put("SLUICE_CATALOG_URL", url(settings, ports, Part.CATALOG));
    environment.put("SLUICE_QUALITY_URL", url(settings, ports, Part.QUALITY));
    environment.put("SLUICE_LINEAGE_URL", url(settings, ports, Part.LINEAGE));
    environment.put(
        "SLUICE_PUBLIC_URL",
        settings.publicUrl().orElseGet(() -> url(settings, ports, Part.GATEWAY)));
    if (part.hasDatabase()) {
      DatabaseAccess access = databases.of(part.label());
      environment.put("QUARKUS_DATASOURCE_JDBC_URL", access.jdbcUrl());
      environment.put("QUARKUS_DATASOURCE_USERNAME", access.user());
      environment.put("QUARKUS_DATASOURCE_PASSWORD", access.password());
    }
    if (part.hasServiceAccount()) {
      environment.put("SLUICE_SERVICE_TOKEN", secrets.serviceToken(part.label()));
    }
    switch (part) {
      case CATALOG -> environment.put("SLUICE_BOOTSTRAP_FILE", secrets.bootstrapFile().toString());
      case QUALITY -> {
        environment.put(
            "SLUICE_DATA_ROOTS",
            dataRoots.stream().map(Path::toString).collect(Collectors.joining(":")));
        // The databases of this machine, the warehouse among them, beside those the user allows.
        environment.merge(
            "SLUICE_QUALITY_CONNECTIONS_ALLOW",
            "127.0.0.1,localhost",
            (own, ours) -> own + "," + ours);
      }
      case LINEAGE, GATEWAY -> {}
    }
    logging(part, environment);
    return environment;
  }

  /** The server writes its own log and turns it over, so that no log grows without bound. */
  private void logging(Part part, Map<String, String> environment) {
    environment.put("QUARKUS_LOG_FILE_ENABLED", "true");
    environment.put("QUARKUS_LOG_FILE_PATH", home.logs().resolve(part.label() + ".log").toString());
    environment.put("QUARKUS_LOG_FILE_ROTATION_MAX_FILE_SIZE", "10M");
    environment.put("QUARKUS_LOG_FILE_ROTATION_MAX_BACKUP_INDEX", "4");
    environment.put("QUARKUS_LOG_CONSOLE_ENABLED", "false");
  }

  /** The caller's environment without what is meant for the launcher alone. */
  private Map<String, String> inherited() {
    return settings.environment().entrySet().stream()
        .filter(entry -> !isLaunchersOwn(entry.getKey().toUpperCase(Locale.ROOT)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean isLaunchersOwn(String name) {
    return name.startsWith("SLUICE_DB_")
        || name.endsWith("_JAVA_OPTS")
        || name.startsWith("QUARKUS_DATASOURCE")
        || List.of(
                "SLUICE_PORT",
                "SLUICE_TOKEN",
                "SLUICE_URL",
                "SLUICE_ROOT",
                "SLUICE_BUILD",
                "SLUICE_UP_TIMEOUT",
                "SLUICE_SERVICE_TOKEN",
                "SLUICE_BOOTSTRAP_FILE",
                "SLUICE_DATA_ROOTS")
            .contains(name);
  }

  /** Changes whenever the part is built anew. */
  private String build(Part part) {
    Path application = part.application(settings.root());
    StringBuilder stamp = new StringBuilder();
    for (String file :
        List.of(
            "quarkus-run.jar", "quarkus/generated-bytecode.jar", "quarkus-app-dependencies.txt")) {
      try {
        Path path = application.resolve(file);
        if (Files.exists(path)) {
          stamp.append(Files.size(path)).append('@').append(Files.getLastModifiedTime(path));
        }
      } catch (IOException e) {
        throw LauncherFailure.io("look at " + application, e);
      }
    }
    return stamp.toString();
  }
}
