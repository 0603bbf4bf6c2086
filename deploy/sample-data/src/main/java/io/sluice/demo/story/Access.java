package io.sluice.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.demo.platform.PlatformApi;
import io.sluice.demo.platform.PlatformHome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The two tokens of the story, made for it by the admin and revoked at its end. */
final class Access implements AutoCloseable {

  private static final String TOKENS = "/api/catalog/v1/tokens";

  private final PlatformHome home;
  private final PlatformApi admin;
  private final List<String> issued = new ArrayList<>();

  Access(PlatformHome home) {
    this.home = home;
    this.admin = new PlatformApi(home.url(), home.adminToken());
  }

  /**
   * A new token with one role. Its name is its own, as a telling that was killed left its tokens;
   * those, of which only the hash is kept, expire by themselves.
   */
  String issue(String name, String role) throws IOException, InterruptedException {
    ObjectNode body = new ObjectMapper().createObjectNode();
    body.put("name", name + "-" + UUID.randomUUID())
        .put("expiresIn", "PT2H")
        .putArray("roles")
        .add(role);
    JsonNode answer = admin.post(TOKENS, body);
    issued.add(answer.path("id").asText());
    return answer.path("token").asText();
  }

  PlatformApi as(String token) {
    return new PlatformApi(home.url(), token);
  }

  /** How many tokens were revoked. */
  int revoke() throws IOException, InterruptedException {
    int count = 0;
    while (!issued.isEmpty()) {
      admin.delete(TOKENS + "/" + PlatformApi.encode(issued.get(0)));
      issued.remove(0);
      count++;
    }
    return count;
  }

  @Override
  public void close() {
    try {
      revoke();
    } catch (IOException unreachable) {
      // The story failed already and says so; the tokens expire within two hours.
      return;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
