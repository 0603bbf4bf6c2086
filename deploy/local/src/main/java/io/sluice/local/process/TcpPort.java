package io.sluice.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A port of this machine: whether it is free, and if not, who has it. */
public record TcpPort(String host, int number) {

  private static final String LISTENING = "0A";

  /** Whether we could listen there now. */
  public boolean isFree() {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections of a server that has just ended may linger; they do not hold the port.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), number), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The first free port from {@code preferred} on, or any free one. */
  public static int freeFrom(String host, int preferred) throws IOException {
    for (int port = preferred; port < Math.min(preferred + 100, 65536); port++) {
      if (new TcpPort(host, port).isFree()) {
        return port;
      }
    }
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return any.getLocalPort();
    }
  }

  /** "pid 4711 (java -jar x.jar)", if the kernel lets us see it. */
  public Optional<String> holder() {
    List<String> inodes =
        Stream.of("/proc/net/tcp", "/proc/net/tcp6").flatMap(this::listeningInodes).toList();
    if (inodes.isEmpty()) {
      return Optional.empty();
    }
    return ProcessTable.all().stream()
        .filter(pid -> holdsSocket(pid, inodes))
        .findFirst()
        .map(TcpPort::describe);
  }

  private Stream<String> listeningInodes(String table) {
    String suffix = String.format(Locale.ROOT, ":%04X", number);
    try {
      return Files.readAllLines(Path.of(table)).stream()
          .skip(1)
          .map(line -> line.trim().split("\\s+", -1))
          .filter(f -> f.length > 9 && f[3].equals(LISTENING) && f[1].endsWith(suffix))
          .map(f -> "socket:[" + f[9] + "]");
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static boolean holdsSocket(long pid, List<String> inodes) {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return open.anyMatch(link -> target(link).filter(inodes::contains).isPresent());
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<String> target(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String describe(long pid) {
    String command = String.join(" ", ProcessTable.commandLine(pid)).trim();
    String shown = command.length() > 100 ? command.substring(0, 100) + "…" : command;
    return "pid " + pid + (shown.isEmpty() ? "" : " (" + shown + ")");
  }
}
