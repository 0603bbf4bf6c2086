package io.sluice.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which a test says exactly what goes over the wire. */
public final class RawConnection implements AutoCloseable {

  private final Socket socket;
  private byte[] body = new byte[0];

  public RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
  }

  /** Sends text whose lines end with LF here and with CRLF on the wire. */
  public RawConnection send(String text) throws IOException {
    return sendBytes(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawConnection sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** The head of the next answer, its body by Content-Length read over. */
  public String answer() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    while (!endsWithBlankLine(head)) {
      int next = in.read();
      if (next < 0) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    for (String line : text.split("\r\n")) {
      if (line.toLowerCase().startsWith("content-length:")) {
        body = in.readNBytes(Integer.parseInt(line.substring(15).strip()));
      }
    }
    return text;
  }

  /** The body of the answer before, if it had a length. */
  public String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The status of the next answer; 0 if the connection was closed instead. */
  public int status() throws IOException {
    String head = answer();
    return head.isEmpty() ? 0 : Integer.parseInt(head.split(" ")[1]);
  }

  private static boolean endsWithBlankLine(ByteArrayOutputStream head) {
    byte[] bytes = head.toByteArray();
    int n = bytes.length;
    return n >= 4
        && bytes[n - 4] == '\r'
        && bytes[n - 3] == '\n'
        && bytes[n - 2] == '\r'
        && bytes[n - 1] == '\n';
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
