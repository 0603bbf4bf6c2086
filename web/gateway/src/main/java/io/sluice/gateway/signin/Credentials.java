package io.sluice.gateway.signin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a person signs in with.
 *
 * @param user the name, empty if none was sent
 * @param password a secret
 */
public record Credentials(String user, String password) {

  public Credentials(@Nullable String user, @Nullable String password) {
    this.user = Objects.requireNonNullElse(user, "");
    this.password = Objects.requireNonNullElse(password, "");
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "Credentials[" + user + "]";
  }
}
