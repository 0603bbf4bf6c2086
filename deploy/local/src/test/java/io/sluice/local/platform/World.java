package io.sluice.local.platform;

import io.sluice.local.command.Context;
import io.sluice.local.command.SluiceCommand;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.postgres.SharedBinaries;
import io.sluice.local.postgres.TemplateCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A tree with stand-in servers in it, a home, and the command line to use on both. */
final class World {

  private static final List<String> MODULES =
      List.of(
          "catalog-service/catalog-server",
          "quality-service/quality-server",
          "lineage-collector/lineage-server",
          "web/gateway");

  final Path root;
  final Path home;
  final Map<String, String> environment = new HashMap<>();

  World(Path directory, int port) throws IOException {
    root = Files.createDirectory(directory.resolve("tree"));
    home = Files.createDirectory(directory.resolve("home"));
    for (String module : MODULES) {
      writeServer(root.resolve(module).resolve("target/quarkus-app"));
    }
    SharedBinaries.get();
    TemplateCluster.copyInto(new SluiceHome(home).create());
    Files.delete(home.resolve("pgbin"));
    Files.createSymbolicLink(home.resolve("pgbin"), SharedBinaries.directory());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("SLUICE_ROOT", root.toString());
    environment.put("SLUICE_HOME", home.toString());
    environment.put("SLUICE_PORT", Integer.toString(port));
    environment.put("SLUICE_UP_TIMEOUT", "60");
    environment.put("SLUICE_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
  }

  /** What a command answered. */
  record Answer(int code, String out, String err) {}

  Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Context context = new Context(environment, root, Clock.systemUTC(), new PrintWriter(out, true));
    int code = SluiceCommand.run(context, new PrintWriter(err, true), arguments);
    return new Answer(code, out.toString(), err.toString());
  }

  long pid(String part) throws IOException {
    return Long.parseLong(Files.readAllLines(home.resolve("run/" + part + ".pid")).get(0));
  }

  String environmentOf(String part) throws IOException {
    return Files.readString(home.resolve("logs/" + part + ".env"));
  }

  private static void writeServer(Path application) throws IOException {
    Files.createDirectories(application);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInServer.class.getName());
    String file = StandInServer.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar =
            new JarOutputStream(
                Files.newOutputStream(application.resolve("quarkus-run.jar")), manifest);
        InputStream code = World.class.getResourceAsStream("/" + file)) {
      jar.putNextEntry(new JarEntry(file));
      code.transferTo(jar);
    }
  }
}
