package io.sluice.lineage.ingest;

import io.sluice.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes the content encoding of a body, and stops where a bomb would go on. */
final class Inflater {

  private static final int SMALL = 256 << 10;

  private final int maxBytes;

  Inflater(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  byte[] inflate(byte[] body, @Nullable String encoding, ParseBudget.Share share) {
    String wanted = encoding == null ? "identity" : encoding.trim().toLowerCase(Locale.ROOT);
    return switch (wanted) {
      case "", "identity" -> bounded(body);
      case "gzip", "x-gzip" -> gunzip(body, share);
      default ->
          throw new ProblemException(
              IngestProblem.UNKNOWN_ENCODING, "Send the event as it is, or with gzip.");
    };
  }

  private byte[] gunzip(byte[] body, ParseBudget.Share share) {
    byte[] inflated;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      inflated = in.readNBytes(Math.min(maxBytes, SMALL) + 1);
      if (inflated.length > SMALL) {
        share.grow(maxBytes);
        byte[] rest = in.readNBytes(maxBytes + 1 - inflated.length);
        byte[] start = inflated;
        inflated = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, inflated, start.length, rest.length);
      }
    } catch (IOException e) {
      throw new ProblemException(IngestProblem.BAD_ENCODING, "The body is not gzip.");
    }
    return bounded(inflated);
  }

  private byte[] bounded(byte[] body) {
    if (body.length > maxBytes) {
      throw new ProblemException(
          IngestProblem.TOO_LARGE, "The inflated body is larger than " + maxBytes + " bytes.");
    }
    return body;
  }
}
