package io.sluice.quality.sdk.client;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A strict double of the quality service on a raw socket: it plays one scripted reply per request,
 * in order, can break and hang connections, and records what it was asked.
 */
public final class GateDouble implements AutoCloseable {

  /** What was asked. */
  public record Request(String method, String path, Map<String, String> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  private sealed interface Reply {
    record Response(int status, Map<String, String> headers, String body) implements Reply {}

    record Reset() implements Reply {}

    record Hang() implements Reply {}
  }

  private final ServerSocket server;
  private final Deque<Reply> script = new ArrayDeque<>();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> held = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread;

  public GateDouble() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread = new Thread(this::serve, "gate-double");
    thread.setDaemon(true);
    thread.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  public GateDouble answers(int status, String body) {
    return answers(status, Map.of(), body);
  }

  public synchronized GateDouble answers(int status, Map<String, String> headers, String body) {
    script.add(new Reply.Response(status, headers, body));
    return this;
  }

  public synchronized GateDouble resets() {
    script.add(new Reply.Reset());
    return this;
  }

  public synchronized GateDouble hangs() {
    script.add(new Reply.Hang());
    return this;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        handle(server.accept());
      } catch (SocketException closed) {
        return;
      } catch (IOException broken) {
        throw new IllegalStateException(broken);
      }
    }
  }

  private void handle(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String[] first = in.readLine().split(" ");
    Map<String, String> headers = new TreeMap<>();
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    char[] body = new char[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
    int read = 0;
    while (read < body.length) {
      read += in.read(body, read, body.length - read);
    }
    byte[] bytes = new String(body).getBytes(StandardCharsets.ISO_8859_1);
    if ("gzip".equals(headers.get("content-encoding"))) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    requests.add(new Request(first[0], first[1], headers, text));
    Reply reply;
    synchronized (this) {
      reply =
          script.isEmpty()
              ? new Reply.Response(599, Map.of(), "{\"title\":\"not in the script\"}")
              : script.remove();
    }
    play(reply, socket);
  }

  private void play(Reply reply, Socket socket) throws IOException {
    if (reply instanceof Reply.Hang) {
      held.add(socket);
    } else if (reply instanceof Reply.Reset) {
      socket.setSoLinger(true, 0);
      socket.close();
    } else if (reply instanceof Reply.Response response) {
      byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
      StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " X\r\n");
      response.headers().forEach((k, v) -> head.append(k).append(": ").append(v).append("\r\n"));
      head.append("Content-Length: ").append(bytes.length).append("\r\nConnection: close\r\n\r\n");
      try (socket;
          OutputStream out = socket.getOutputStream()) {
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
        out.flush();
      }
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    server.close();
    for (Socket socket : held) {
      socket.close();
    }
    thread.join(2000);
  }
}
