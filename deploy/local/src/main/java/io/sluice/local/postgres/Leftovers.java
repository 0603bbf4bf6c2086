package io.sluice.local.postgres;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.process.Pause;
import io.sluice.local.process.ProcessIdentity;
import io.sluice.local.process.ProcessTable;
import io.sluice.local.process.Terminator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tells the server of one data directory from everything else on the machine, and clears what a
 * killed one leaves: its lock file, a zombie, children that have not noticed yet.
 */
record Leftovers(Path dataDirectory) {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration STEP = Duration.ofMillis(50);

  /** The live server of this directory. */
  Optional<Cluster.Running> postmaster() {
    return PostmasterFile.read(dataDirectory)
        .filter(file -> isOurs(file.pid()))
        .flatMap(
            file ->
                ProcessIdentity.of(file.pid())
                    .map(process -> new Cluster.Running(process, file.port())));
  }

  /** To be called when there is no live server: makes the directory ready for a start. */
  void clear() {
    List<ProcessIdentity> orphans = orphans();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!orphans.isEmpty() && System.nanoTime() < deadline) {
      // Children of a killed server notice by themselves within moments.
      Pause.of(STEP);
      orphans = orphans();
    }
    orphans.forEach(Terminator::kill);
    try {
      // Its process is gone, a zombie, or not a server of ours: pg_ctl would refuse to believe it.
      Files.deleteIfExists(PostmasterFile.in(dataDirectory));
    } catch (IOException e) {
      throw LauncherFailure.io("delete the old lock file in " + dataDirectory, e);
    }
  }

  private List<ProcessIdentity> orphans() {
    return ProcessTable.all().stream()
        .filter(this::worksHere)
        .map(ProcessIdentity::of)
        .flatMap(Optional::stream)
        .toList();
  }

  private boolean isOurs(long pid) {
    if (ProcessTable.startTicks(pid).isEmpty()) {
      return false;
    }
    if (ProcessTable.workingDirectory(pid).isPresent()) {
      return worksHere(pid);
    }
    // Hidden from us: its own words must do.
    List<String> command = ProcessTable.commandLine(pid);
    return !command.isEmpty()
        && command.get(0).endsWith("postgres")
        && command.contains(dataDirectory.toString());
  }

  private boolean worksHere(long pid) {
    return ProcessTable.program(pid).filter(file -> file.endsWith("postgres")).isPresent()
        && ProcessTable.workingDirectory(pid).filter(this::isDataDirectory).isPresent();
  }

  private boolean isDataDirectory(Path directory) {
    try {
      return directory.equals(dataDirectory.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }
}
