package io.sluice.bench.ingest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processor time of servers from /proc: their own, that of their children, and that of children
 * that have ended. PostgreSQL has a process for each connection.
 */
public final class ServerCpu {

  /** Linux counts in hundredths of a second, whatever its own clock. */
  private static final double TICKS_PER_SECOND = 100;

  private ServerCpu() {}

  /** Seconds so far of each of those processes. */
  public static double[] seconds(List<Long> pids) {
    double[] seconds = pids.stream().mapToDouble(ServerCpu::ownAndEndedChildren).toArray();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        String[] fields = fields(process);
        int parent = fields.length > 15 ? pids.indexOf(Long.valueOf(fields[1])) : -1;
        if (parent >= 0) {
          seconds[parent] += ticks(fields);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the processes cannot be listed", e);
    }
    return seconds;
  }

  private static double ownAndEndedChildren(long pid) {
    String[] fields = fields(Path.of("/proc/" + pid));
    return fields.length > 15
        ? ticks(fields)
            + (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND
        : 0;
  }

  private static double ticks(String[] fields) {
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** What follows the name in brackets: state, parent, …; empty if the process has ended. */
  private static String[] fields(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    } catch (IOException ended) {
      return new String[0];
    }
  }
}
