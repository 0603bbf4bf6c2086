package io.sluice.local.postgres;

import io.sluice.local.home.FileTree;
import io.sluice.local.home.Secrets;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.process.ProgramRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A data directory made once by initdb; tests copy it, which is faster than to make each anew. */
public final class TemplateCluster {

  private static final SluiceHome TEMPLATE = make();

  private TemplateCluster() {}

  /** Gives a home a stopped cluster and the password that goes with it. */
  public static void copyInto(SluiceHome home) {
    if (Files.exists(home.pg())) {
      return;
    }
    copy(TEMPLATE.pg(), home.pg());
    copy(TEMPLATE.secrets().resolve("postgres.db"), home.secrets().resolve("postgres.db"));
  }

  private static void copy(Path from, Path to) {
    ProgramRun run =
        ProgramRun.of(
            List.of("cp", "-a", from.toString(), to.toString()),
            Map.of(),
            Path.of("/"),
            Duration.ofMinutes(1));
    if (run.exitCode() != 0) {
      throw new IllegalStateException(run.output());
    }
  }

  private static SluiceHome make() {
    try {
      Path directory = Files.createTempDirectory("sluice-template");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      SluiceHome home = new SluiceHome(directory).create();
      Secrets secrets = new Secrets(home.secrets(), new SecureRandom());
      new Cluster(home, SharedBinaries.get())
          .initialise(secrets.databasePasswordFile(ServiceRole.SUPERUSER));
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try {
      FileTree.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
