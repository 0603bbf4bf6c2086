package io.sluice.quality.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A password; it never shows in text. */
public final class Secret {

  private final String value;

  /** A secret of that value. */
  public Secret(String value) {
    this.value = value;
  }

  /** The value, for the one call that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
