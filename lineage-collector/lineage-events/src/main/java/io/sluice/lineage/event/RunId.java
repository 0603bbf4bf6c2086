package io.sluice.lineage.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The identity of a run: what was sent, and the UUID it is stored under.
 *
 * @param text the run id as the producer sent it
 * @param uuid the same as a UUID; derived from the text (version 5) where the text is none
 */
public record RunId(String text, UUID uuid) {

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final UUID NAMESPACE = UUID.fromString("6f1e3f0a-5d0f-5b7c-9a44-3c2f8f5d7a10");

  /** The run of that id, whether or not it is a UUID. */
  public static RunId of(String text) {
    Names.require("run id", text);
    if (UUID_TEXT.matcher(text).matches()) {
      return new RunId(text, UUID.fromString(text.toLowerCase(Locale.ROOT)));
    }
    return new RunId(text, version5(text));
  }

  /** Whether the producer sent a UUID, as the specification asks. */
  public boolean sentAsUuid() {
    return UUID_TEXT.matcher(text).matches();
  }

  private static UUID version5(String text) {
    MessageDigest sha1;
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .flip());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
    long most = (hash.getLong() & 0xffffffffffff0fffL) | 0x5000L;
    long least = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(most, least);
  }
}
