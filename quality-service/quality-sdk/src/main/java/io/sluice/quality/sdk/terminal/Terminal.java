package io.sluice.quality.sdk.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The two output streams of a command, its environment, and whether each stream is a terminal.
 *
 * @param out where results go
 * @param err where progress and errors go
 * @param environment the environment variables
 * @param outIsTerminal whether {@code out} is a terminal
 * @param errIsTerminal whether {@code err} is a terminal
 */
public record Terminal(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  /** The process's own streams, in UTF-8 whatever the locale says. */
  public static Terminal ofProcess() {
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        System.getenv(),
        isTerminal(1),
        isTerminal(2));
  }

  /** How results may be coloured. */
  public Style outStyle() {
    return Style.of(outIsTerminal, environment);
  }

  /** How errors may be coloured. */
  public Style errStyle() {
    return Style.of(errIsTerminal, environment);
  }

  /** The value of an environment variable, or the fallback if it is unset or blank. */
  public String env(String name, String fallback) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? fallback : value;
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  /** Java's console tells the two streams apart in no version, so the kernel is asked. */
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | RuntimeException notLinux) {
      return false;
    }
  }
}
