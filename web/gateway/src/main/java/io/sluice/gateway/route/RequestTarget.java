package io.sluice.gateway.route;

import java.util.regex.Pattern;

/**
 * The target of a request line, as sent. Nothing in it is decoded or normalised on the way to a
 * service, so whatever two parsers could read differently is refused here.
 */
public sealed interface RequestTarget {

  /** A target that can only mean one thing. */
  record Sound(String raw, String rawPath) implements RequestTarget {}

  /** A target that is not let in; the reason is fit for the caller. */
  record Refused(String reason) implements RequestTarget {}

  /** Reads the target of a request line. */
  static RequestTarget read(String raw) {
    if (!raw.startsWith("/")) {
      return new Refused("The request target must be a path that starts with '/'.");
    }
    if (!Rules.VISIBLE_ASCII.matcher(raw).matches()) {
      return new Refused("The request target has a character that must be percent-encoded.");
    }
    int query = raw.indexOf('?');
    String path = query < 0 ? raw : raw.substring(0, query);
    if (Rules.BROKEN_ENCODING.matcher(path).find()) {
      return new Refused("The path has a '%' that is not followed by two hexadecimal digits.");
    }
    if (Rules.ENCODED_CONTROL.matcher(path).find()) {
      return new Refused("The path has an encoded control character.");
    }
    if (path.contains("//")) {
      return new Refused("The path has an empty segment; write a '/' inside a name as %2F.");
    }
    if (Rules.DOT_SEGMENT.matcher(path).find()) {
      return new Refused("The path has a '.' or '..' segment.");
    }
    return new Sound(raw, path);
  }

  /** The patterns, apart so that they are compiled once. */
  final class Rules {
    /** No blanks, controls, fragment marks, backslashes or bytes beyond ASCII. */
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!$-;=?-\\[\\]^_`a-z{|}~\"]+");

    private static final Pattern BROKEN_ENCODING = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern ENCODED_CONTROL = Pattern.compile("%(?:[01][0-9A-Fa-f]|7[Ff])");

    /**
     * One or two dots, plain or encoded, between anything that some parser takes for a separator or
     * a parameter.
     */
    private static final Pattern DOT_SEGMENT =
        Pattern.compile("(?:/|%2[Ff]|%5[Cc])(?:\\.|%2[Ee]){1,2}(?:/|%2[Ff]|%5[Cc]|;|%3[Bb]|$)");

    private Rules() {}
  }
}
