package io.sluice.gateway.guard;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a request that a browser signed by itself, with its cookie, was meant by our own
 * page.
 */
public final class CrossSite {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private CrossSite() {}

  /** What the browser says about where a request comes from. */
  public record Evidence(
      Optional<String> secFetchSite, Optional<String> origin, Optional<String> sluiceRequest) {}

  /** What is known of the origin of a request. */
  public enum Verdict {
    OURS,
    FOREIGN,
    UNKNOWN
  }

  /** Whether the method can change anything. */
  public static boolean changes(String method) {
    return !SAFE.contains(method);
  }

  /**
   * The browser's own word counts first, then the origin, then our header, which a foreign page
   * cannot send because no preflight of it is ever allowed.
   */
  public static Verdict judge(Evidence evidence, Set<String> ownOrigins) {
    if (evidence.secFetchSite().isPresent()) {
      return verdict(evidence.secFetchSite().get().equals("same-origin"));
    }
    if (evidence.origin().isPresent()) {
      return verdict(ownOrigins.contains(evidence.origin().get().toLowerCase(Locale.ROOT)));
    }
    return evidence.sluiceRequest().filter("1"::equals).isPresent()
        ? Verdict.OURS
        : Verdict.UNKNOWN;
  }

  private static Verdict verdict(boolean ours) {
    return ours ? Verdict.OURS : Verdict.FOREIGN;
  }
}
