package io.sluice.lineage.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.LineageServerTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BodyTest extends LineageServerTest {

  private static final int LIMIT = 8 << 20;

  @ParameterizedTest
  @ValueSource(ints = {LIMIT + 1, 9 << 20, 12 << 20})
  void answers413ToAChunkedBodyThatIsTooLarge(int size) throws IOException {
    String answer = sendChunked("/api/v1/lineage", size);

    assertThat(answer).startsWith("HTTP/1.1 413");
    assertThat(answer.toLowerCase()).contains("application/problem+json");
    assertThat(answer).contains("too-large");
  }

  @Test
  void answers413ToAnAnnouncedBodyThatIsTooLarge() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(head("/api/v1/lineage", "Content-Length: " + (LIMIT + 1)));

      assertThat(read(socket)).startsWith("HTTP/1.1 413").contains("too-large");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/lineage", "/api/v1/lineage/batch"})
  void answers400ToGzipGarbage(String path) {
    byte[] garbage = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    Answer answer = Api.post(path, garbage, TestTokens.of("runner"), "Content-Encoding", "gzip");

    assertProblem(answer, 400, "/bad-content-encoding");
  }

  @Test
  void answers400ToGzipThatBreaksOff() {
    byte[] beginning = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0};

    Answer answer =
        Api.post("/api/v1/lineage", beginning, TestTokens.of("runner"), "Content-Encoding", "gzip");

    assertProblem(answer, 400, "/bad-content-encoding");
  }

  @Test
  void answers415ToAnEncodingItDoesNotKnow() {
    Answer answer =
        Api.post("/api/v1/lineage", "{}", TestTokens.of("runner"), "Content-Encoding", "br");

    assertProblem(answer, 415, "/unknown-content-encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded"})
  void answers415ToAnotherContentType(String type) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(Api.url() + "/api/v1/lineage"))
                    .header("Authorization", "Bearer " + TestTokens.of("runner"))
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertProblem(
        new Answer(answer.statusCode(), answer.body(), answer), 415, "/unsupported-media-type");
  }

  @Test
  void answers400ToAnEmptyBody() {
    assertProblem(
        Api.post("/api/v1/lineage", "", TestTokens.of("runner")), 400, "/not-a-lineage-event");
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.response().headers().firstValue("content-type"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("application/problem+json"));
    assertThat(answer.json().get("type").asText()).endsWith(type);
  }

  /** By hand: a client would rather report the broken pipe than the answer. */
  private static String sendChunked(String path, int size) throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(head(path, "Transfer-Encoding: chunked"));
      byte[] chunk = new byte[65_536];
      Arrays.fill(chunk, (byte) ' ');
      try {
        for (int left = size; left > 0; left -= chunk.length) {
          int length = Math.min(left, chunk.length);
          out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
          out.write(chunk, 0, length);
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        // The server has heard enough; its answer may be there all the same.
      }
      return read(socket);
    }
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", URI.create(Api.url()).getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static byte[] head(String path, String length) {
    return ("POST "
            + path
            + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer "
            + TestTokens.of("runner")
            + "\r\n"
            + length
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String read(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[8_192];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
      }
    } catch (IOException reset) {
      // What came before it counts.
    }
    return answer.toString();
  }
}
