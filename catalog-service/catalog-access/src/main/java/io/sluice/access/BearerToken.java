package io.sluice.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A well-formed Sluice token: {@code slu_}, the letter of its kind, an underscore and 256 random
 * bits as 43 characters of base64url.
 *
 * @param text the whole token, a secret
 */
public record BearerToken(String text) {

  private static final Pattern FORM = Pattern.compile("slu_([tsua])_[A-Za-z0-9_-]{43}");
  private static final int RANDOM_BYTES = 32;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the text is not of a token's form; the message leaves it
   *     out
   */
  public BearerToken {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a Sluice token");
    }
  }

  /** The token in the text, if the text has a token's form: junk need not be asked about. */
  public static Optional<BearerToken> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new BearerToken(text)) : Optional.empty();
  }

  /** A new token of that kind. */
  public static BearerToken generate(CallerKind kind, RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new BearerToken("slu_" + kind.letter() + "_" + secret);
  }

  /** What stands behind the token, by its letter. */
  public CallerKind kind() {
    return CallerKind.ofLetter(text.charAt(4)).orElseThrow();
  }

  /** The token's SHA-256 in lower-case hex: the only form in which tokens are stored or cached. */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  /** Leaves the secret out, so that a token in a log line or a message harms nobody. */
  @Override
  public String toString() {
    return "slu_" + text.charAt(4) + "_…";
  }
}
