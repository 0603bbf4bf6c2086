package io.sluice.gateway.guard;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The W3C trace context of a request: passed on when it is sound, started when there is none. */
public record TraceParent(String header, String traceId) {

  /** The name of the header. */
  public static final String HEADER = "traceparent";

  private static final Pattern SHAPE =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  /** Reads a header; empty if it is not one that may be passed on. */
  public static Optional<TraceParent> read(String header) {
    Matcher matcher = SHAPE.matcher(header);
    return matcher.matches()
        ? Optional.of(new TraceParent(header, matcher.group(1)))
        : Optional.empty();
  }

  /** Starts a trace that is not sampled: it links log lines, and records spans nowhere. */
  public static TraceParent start(RandomGenerator random) {
    byte[] ids = new byte[24];
    random.nextBytes(ids);
    ids[0] |= 1; // an id of zeros is not one
    ids[16] |= 1;
    String hex = HexFormat.of().formatHex(ids);
    String traceId = hex.substring(0, 32);
    return new TraceParent("00-" + traceId + "-" + hex.substring(32) + "-00", traceId);
  }
}
