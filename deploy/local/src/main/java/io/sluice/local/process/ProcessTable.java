package io.sluice.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the kernel says about processes, read from {@code /proc}. */
public final class ProcessTable {

  private static final Path PROC = Path.of("/proc");
  private static final int STATE = 0;
  private static final int PARENT = 1;
  private static final int START_TICKS = 19;

  private ProcessTable() {}

  /** The ticks since boot at which a process started; empty if it is gone or a zombie. */
  public static Optional<Long> startTicks(long pid) {
    return stat(pid)
        .filter(fields -> !fields.get(STATE).equals("Z") && !fields.get(STATE).equals("X"))
        .map(fields -> Long.parseLong(fields.get(START_TICKS)));
  }

  /** The identity of this boot, without which start ticks mean nothing. */
  public static String bootId() {
    return read(PROC.resolve("sys/kernel/random/boot_id")).map(String::trim).orElse("");
  }

  /** The arguments a process was started with; empty if it is gone or hidden from us. */
  public static List<String> commandLine(long pid) {
    return read(of(pid, "cmdline"))
        .filter(text -> !text.isEmpty())
        .map(text -> Arrays.asList(text.split("\0", -1)))
        .orElse(List.of());
  }

  /** The working directory of a process, where we may know it. */
  public static Optional<Path> workingDirectory(long pid) {
    return link(of(pid, "cwd"));
  }

  /** The program file of a process, where we may know it. */
  public static Optional<Path> program(long pid) {
    return link(of(pid, "exe"))
        .map(path -> Path.of(path.toString().replaceFirst(" \\(deleted\\)$", "")));
  }

  /** The user that runs this very process. */
  public static int ownUserId() {
    try {
      return (Integer) Files.getAttribute(PROC.resolve("self"), "unix:uid");
    } catch (IOException e) {
      return -1;
    }
  }

  /** Every live process, by id. */
  public static List<Long> all() {
    try (Stream<Path> entries = Files.list(PROC)) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .map(Long::parseLong)
          .filter(pid -> startTicks(pid).isPresent())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** A process and all its descendants. */
  public static List<Long> family(long pid) {
    List<Long> everyone = all();
    List<Long> family = new ArrayList<>(List.of(pid));
    for (int i = 0; i < family.size(); i++) {
      long parent = family.get(i);
      everyone.stream()
          .filter(one -> !family.contains(one) && parentOf(one) == parent)
          .forEach(family::add);
    }
    return family;
  }

  /**
   * Bytes of memory a process holds, pages that it shares divided among their users where the
   * kernel tells, so that sums over processes are honest.
   */
  public static long memoryBytes(long pid) {
    return kilobytes(of(pid, "smaps_rollup"), "Pss:")
        .or(() -> kilobytes(of(pid, "status"), "VmRSS:"))
        .map(kilobytes -> kilobytes * 1024)
        .orElse(0L);
  }

  private static long parentOf(long pid) {
    return stat(pid).map(fields -> Long.parseLong(fields.get(PARENT))).orElse(-1L);
  }

  private static Optional<Long> kilobytes(Path file, String key) {
    return read(file)
        .flatMap(text -> text.lines().filter(line -> line.startsWith(key)).findFirst())
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")));
  }

  /** The fields after the program's name, which itself may hold spaces and brackets. */
  private static Optional<List<String>> stat(long pid) {
    return read(of(pid, "stat"))
        .filter(text -> text.contains(") "))
        .map(text -> text.substring(text.lastIndexOf(')') + 2).trim().split(" ", -1))
        .filter(fields -> fields.length > START_TICKS)
        .map(Arrays::asList);
  }

  private static Path of(long pid, String file) {
    return PROC.resolve(Long.toString(pid)).resolve(file);
  }

  private static Optional<Path> link(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
