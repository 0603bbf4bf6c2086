package io.sluice.access.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.access.BearerToken;
import io.sluice.access.CallerKind;
import io.sluice.access.DatasetScope;
import io.sluice.access.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens that {@link CatalogDouble} knows. A test and the double may be loaded by different class
 * loaders, so that what they share is kept in system properties.
 */
public final class TestTokens {

  /** The service account {@code service:test}; also the tested server's own. */
  public static final String SERVICE =
      issue(CallerKind.SERVICE, "service:test", Optional.empty(), Role.SERVICE.wireName());

  /** Well-formed, and nobody's. */
  public static final String UNKNOWN = text(CallerKind.TOKEN, "nobody");

  private static final String PROPERTY = "sluice.test.token.";

  private TestTokens() {}

  /** The API token {@code token:ROLE} with that one role. */
  public static String of(String role) {
    if (Role.find(role).isEmpty()) {
      throw new IllegalArgumentException("no such role: " + role);
    }
    return issue(CallerKind.TOKEN, "token:" + role, Optional.empty(), role);
  }

  /** The API token {@code token:ROLE-scoped}, confined to datasets as {@link DatasetScope} says. */
  public static String scoped(String role, String namespace, String name) {
    return issue(
        CallerKind.TOKEN,
        "token:" + role + "-scoped",
        Optional.of(List.of(new DatasetScope(namespace, name))),
        role);
  }

  /** The session of {@code user:NAME}. */
  public static String user(String name, String... roles) {
    return issue(CallerKind.USER, "user:" + name, Optional.empty(), roles);
  }

  /** A token that the double knows from now on; the same arguments give the same token. */
  public static String issue(
      CallerKind kind, String subject, Optional<List<DatasetScope>> datasets, String... roles) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("active", true);
    answer.put("subject", subject);
    answer.put("kind", kind.name());
    answer.put("roles", List.of(roles));
    answer.put("datasets", datasets.orElse(null));
    answer.put("expiresAt", null);
    try {
      String json = new ObjectMapper().writeValueAsString(answer);
      String token = text(kind, json);
      System.setProperty(PROPERTY + token, json);
      return token;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Makes the double forget the token. */
  public static void revoke(String token) {
    System.clearProperty(PROPERTY + token);
  }

  /** What introspection answers for the token, as JSON. */
  static Optional<String> answer(String token) {
    return Optional.ofNullable(System.getProperty(PROPERTY + token));
  }

  private static String text(CallerKind kind, String seed) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
      String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
      return new BearerToken("slu_" + kind.letter() + "_" + secret).text();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
