package io.sluice.bench.ingest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive connection that posts prepared bytes and reads no more of the answer than it must:
 * a client of the usual kind would take as much of the processors as the server.
 */
final class HttpConnection implements AutoCloseable {

  private static final int HEAD_BYTES = 4 << 10;

  private final Socket socket;
  private final InputStream in;
  private final byte[] head;
  private byte[] buffer;
  private final byte[] answer = new byte[8 << 10];
  private long position;

  HttpConnection(URI url, String token, int mostBytes) throws IOException {
    int port = url.getPort() < 0 ? 80 : url.getPort();
    socket = new Socket(url.getHost(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    in = socket.getInputStream();
    String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
    head =
        ("POST "
                + url.getRawPath()
                + " HTTP/1.1\r\nHost: "
                + url.getHost()
                + ":"
                + port
                + "\r\n"
                + authorization
                + "Content-Type: application/json\r\nContent-Length: ")
            .getBytes(StandardCharsets.US_ASCII);
    buffer = new byte[HEAD_BYTES + mostBytes];
    System.arraycopy(head, 0, buffer, 0, head.length);
  }

  /** Posts event number i and returns the status of the answer. */
  int post(EventTexts events, long i) throws IOException {
    int at = length(events.bytes(i));
    return exchange(events.write(i, buffer, at));
  }

  /** Posts a body and returns the status of the answer. */
  int post(byte[] body) throws IOException {
    if (buffer.length < HEAD_BYTES + body.length) {
      buffer = java.util.Arrays.copyOf(buffer, HEAD_BYTES + body.length);
    }
    int at = length(body.length);
    System.arraycopy(body, 0, buffer, at, body.length);
    return exchange(at + body.length);
  }

  /** The Sluice-Position of the last answer, 0 if it had none. */
  long position() {
    return position;
  }

  private int length(int bytes) {
    byte[] text = (bytes + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, buffer, head.length, text.length);
    return head.length + text.length;
  }

  private int exchange(int end) throws IOException {
    socket.getOutputStream().write(buffer, 0, end);
    int read = 0;
    int body = -1;
    while (body < 0) {
      int more = in.read(answer, read, answer.length - read);
      if (more < 0) {
        throw new EOFException("the server closed the connection");
      }
      read += more;
      body = endOfHead(read);
    }
    String text = new String(answer, 0, body, StandardCharsets.ISO_8859_1);
    int status = Integer.parseInt(text.substring(9, 12));
    position = number(text, "sluice-position:", position);
    long left = number(text, "content-length:", 0) - (read - body);
    while (left > 0) {
      int more = in.read(answer, 0, (int) Math.min(left, answer.length));
      if (more < 0) {
        throw new EOFException("the server closed the connection");
      }
      left -= more;
    }
    if (status != 204 && text.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
      throw new IOException("the answer is chunked, which this client cannot read");
    }
    return status;
  }

  private int endOfHead(int read) {
    for (int i = 3; i < read; i++) {
      if (answer[i] == '\n' && answer[i - 1] == '\r' && answer[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static long number(String head, String name, long otherwise) {
    for (int line = head.indexOf('\n') + 1; line > 0; line = head.indexOf('\n', line) + 1) {
      if (head.regionMatches(true, line, name, 0, name.length())) {
        return Long.parseLong(
            head.substring(line + name.length(), head.indexOf('\r', line)).trim());
      }
    }
    return otherwise;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
