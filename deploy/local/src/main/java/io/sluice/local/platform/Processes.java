package io.sluice.local.platform;

import io.sluice.local.home.SluiceHome;
import io.sluice.local.process.PidFile;
import io.sluice.local.process.ProcessIdentity;
import io.sluice.local.process.ProcessTable;
import io.sluice.local.process.Terminator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server processes of one home: those on record, and those that a killed command lost. */
final class Processes {

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final SluiceHome home;

  Processes(SluiceHome home) {
    this.home = home;
  }

  /** The parts that run, by their pid files. */
  Map<Part, PidFile.Entry> running() {
    Map<Part, PidFile.Entry> running = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      home.pidFile(part.label()).running().ifPresent(entry -> running.put(part, entry));
    }
    return running;
  }

  /** Ends a part: asks, waits, and kills it if it does not listen. */
  Terminator.Ending stop(Part part) {
    PidFile file = home.pidFile(part.label());
    Terminator.Ending ending =
        file.running()
            .map(entry -> Terminator.stop(entry.process(), GRACE))
            .orElse(Terminator.Ending.ALREADY_GONE);
    file.delete();
    return ending;
  }

  /**
   * Ends servers of this home that no pid file names: a command that was killed between starting
   * one and writing it down. They say themselves whose they are.
   */
  int stopStrays() {
    List<Long> known = running().values().stream().map(entry -> entry.process().pid()).toList();
    List<ProcessIdentity> strays = new ArrayList<>();
    String mark = "-Dsluice.home=" + home.directory();
    for (long pid : ProcessTable.all()) {
      List<String> command = ProcessTable.commandLine(pid);
      boolean ours =
          command.contains(mark) && command.stream().anyMatch(a -> a.startsWith("-Dsluice.part="));
      if (ours && !known.contains(pid)) {
        Optional<ProcessIdentity> identity = ProcessIdentity.of(pid);
        identity.ifPresent(strays::add);
      }
    }
    strays.forEach(stray -> Terminator.stop(stray, GRACE));
    return strays.size();
  }
}
