package io.sluice.quality.engine.postgres;

import org.jspecify.annotations.Nullable;

/**
 * Rewrites an RE2 pattern as an advanced regular expression of PostgreSQL that matches the same
 * texts. Both find the same answer to "does it match" whatever their quantifiers prefer, so lazy
 * ones are written greedy. Classes are written out as code points, since PostgreSQL's own depend on
 * the collation. What has no sure counterpart is refused: Unicode classes, ignored case beyond
 * ASCII, bytes, and more than 255 repetitions.
 */
final class PostgresPattern {

  private static final int MOST_REPETITIONS = 255;

  private final String pattern;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private boolean ignoreCase;
  private boolean dotMatchesAll;
  private boolean lines;
  private boolean needsLines;

  /** Thrown for what has no counterpart; the message says what. */
  static final class LackingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LackingException(String message) {
      super(message);
    }
  }

  private PostgresPattern(String pattern) {
    this.pattern = pattern;
  }

  /**
   * The pattern as PostgreSQL writes it.
   *
   * @param whole whether all of the text must match
   * @throws LackingException if PostgreSQL may not mean the same
   */
  static String of(String pattern, boolean whole) {
    PostgresPattern rewriting = new PostgresPattern(pattern);
    rewriting.alternatives();
    if (rewriting.at < pattern.length()) {
      throw new LackingException("a ')' without a group");
    }
    String inner = rewriting.out.toString();
    String directive = rewriting.needsLines ? "(?w)" : "";
    return directive + (whole ? "\\A(?:" + inner + ")\\Z" : "(?:" + inner + ")");
  }

  /** Why PostgreSQL cannot match it surely alike; null if it can. */
  static @Nullable String lack(String pattern) {
    try {
      of(pattern, true);
      return null;
    } catch (LackingException lacking) {
      return lacking.getMessage();
    }
  }

  private void alternatives() {
    boolean outerCase = ignoreCase;
    boolean outerDot = dotMatchesAll;
    boolean outerLines = lines;
    while (at < pattern.length() && pattern.charAt(at) != ')') {
      if (pattern.charAt(at) == '|') {
        out.append('|');
        at++;
      } else {
        piece();
      }
    }
    ignoreCase = outerCase;
    dotMatchesAll = outerDot;
    lines = outerLines;
  }

  /** An atom with its quantifiers, or a constraint. */
  private void piece() {
    String constraint = constraint();
    if (constraint != null) {
      out.append(constraint);
      if (quantified()) {
        throw new LackingException("a repeated anchor");
      }
      return;
    }
    int start = out.length();
    boolean quotation = pattern.startsWith("\\Q", at);
    if (!atom()) {
      return;
    }
    if (quotation && quantified()) {
      // Only its last character is repeated.
      throw new LackingException("a repeated quotation");
    }
    while (quantified()) {
      String atom = out.substring(start);
      out.setLength(start);
      out.append("(?:").append(atom).append(')').append(quantifier());
      if (at < pattern.length() && pattern.charAt(at) == '?') {
        at++;
      }
      String repeated = out.substring(start);
      out.setLength(start);
      out.append("(?:").append(repeated).append(')');
    }
  }

  private @Nullable String constraint() {
    char c = pattern.charAt(at);
    if (c == '^' || c == '$') {
      at++;
      needsLines |= lines;
      return lines ? String.valueOf(c) : c == '^' ? "\\A" : "\\Z";
    }
    if (c != '\\' || at + 1 >= pattern.length()) {
      return null;
    }
    String written =
        switch (pattern.charAt(at + 1)) {
          case 'A' -> "\\A";
          case 'z' -> "\\Z";
          // ASCII words, like RE2's, because the text is compared by collation C.
          case 'b' -> "\\y";
          case 'B' -> "\\Y";
          default -> null;
        };
    at += written == null ? 0 : 2;
    return written;
  }

  private boolean quantified() {
    if (at >= pattern.length()) {
      return false;
    }
    char c = pattern.charAt(at);
    return c == '*' || c == '+' || c == '?' || (c == '{' && counted() != null);
  }

  private @Nullable String counted() {
    int end = pattern.indexOf('}', at);
    String counts = end < 0 ? "" : pattern.substring(at + 1, end);
    return counts.matches("[0-9]{1,9}(,([0-9]{1,9})?)?") ? counts : null;
  }

  private String quantifier() {
    String counts = pattern.charAt(at) == '{' ? counted() : null;
    if (counts == null) {
      return String.valueOf(pattern.charAt(at++));
    }
    for (String count : counts.split(",", -1)) {
      if (!count.isEmpty() && Integer.parseInt(count) > MOST_REPETITIONS) {
        throw new LackingException("more than " + MOST_REPETITIONS + " repetitions");
      }
    }
    at += counts.length() + 2;
    return "{" + counts + "}";
  }

  /** False if what was read is only a change of flags. */
  private boolean atom() {
    int c = pattern.codePointAt(at);
    switch (c) {
      case '(' -> {
        return group();
      }
      case '[' -> bracket();
      case '.' -> {
        at++;
        out.append(dotMatchesAll ? "." : CharacterSet.of('\n', '\n').complement().written());
      }
      case '\\' -> escape();
      default -> {
        at += Character.charCount(c);
        literal(c);
      }
    }
    return true;
  }

  private boolean group() {
    at++;
    if (!pattern.startsWith("?", at)) {
      body();
      return true;
    }
    if (pattern.startsWith("?P<", at) || pattern.startsWith("?<", at)) {
      at = pattern.indexOf('>', at) + 1;
      body();
      return true;
    }
    boolean outerCase = ignoreCase;
    boolean outerDot = dotMatchesAll;
    boolean outerLines = lines;
    boolean on = true;
    for (at++; at < pattern.length(); at++) {
      switch (pattern.charAt(at)) {
        case 'i' -> ignoreCase = on;
        case 's' -> dotMatchesAll = on;
        case 'm' -> lines = on;
        case 'U' -> {} // Which match is preferred does not matter here.
        case '-' -> on = false;
        case ')' -> {
          at++;
          return false;
        }
        case ':' -> {
          at++;
          body();
          ignoreCase = outerCase;
          dotMatchesAll = outerDot;
          lines = outerLines;
          return true;
        }
        default -> throw new LackingException("the flag '" + pattern.charAt(at) + "'");
      }
    }
    throw new LackingException("a group without an end");
  }

  private void body() {
    out.append("(?:");
    alternatives();
    if (at >= pattern.length()) {
      throw new LackingException("a group without an end");
    }
    out.append(')');
    at++;
  }

  private void literal(int codePoint) {
    if (codePoint == 0) {
      throw new LackingException("the character NUL");
    }
    CharacterSet set = CharacterSet.of(codePoint, codePoint);
    if (ignoreCase && Character.isLetter(codePoint)) {
      out.append(foldedOf(set).written());
    } else {
      out.append(CharacterSet.escape(codePoint));
    }
  }

  private static CharacterSet foldedOf(CharacterSet set) {
    CharacterSet folded = set.folded();
    if (folded == null) {
      throw new LackingException("ignored case beyond ASCII");
    }
    return folded;
  }

  private void escape() {
    if (pattern.startsWith("\\Q", at)) {
      int end = pattern.indexOf("\\E", at + 2);
      String quoted = pattern.substring(at + 2, end < 0 ? pattern.length() : end);
      at = end < 0 ? pattern.length() : end + 2;
      out.append("(?:");
      quoted.codePoints().forEach(this::literal);
      out.append(')');
      return;
    }
    CharacterSet set = at + 1 < pattern.length() ? CharacterSet.perl(pattern.charAt(at + 1)) : null;
    if (set != null) {
      at += 2;
      // RE2 folds the classes too: (?i)\w takes the two letters that fold to ASCII.
      out.append((ignoreCase ? foldedOf(set) : set).written());
      return;
    }
    literal(escaped());
  }

  /** The code point of an escape that stands for one character. */
  private int escaped() {
    at++;
    if (at >= pattern.length()) {
      throw new LackingException("a backslash at the end");
    }
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return switch (c) {
      case 'a' -> 7;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      case 'x' -> hexadecimal();
      default -> {
        if (c >= 0x80 || Character.isLetterOrDigit(c)) {
          throw new LackingException("the escape \\" + Character.toString(c));
        }
        yield c;
      }
    };
  }

  private int hexadecimal() {
    boolean braced = pattern.startsWith("{", at);
    int end = braced ? pattern.indexOf('}', at) : at + 2;
    if (end < 0 || end > pattern.length()) {
      throw new LackingException("an unfinished \\x");
    }
    String digits = pattern.substring(braced ? at + 1 : at, end);
    at = braced ? end + 1 : end;
    if (!digits.matches("[0-9A-Fa-f]{1,6}")) {
      throw new LackingException("an unfinished \\x");
    }
    return Integer.parseInt(digits, 16);
  }

  private void bracket() {
    at++;
    boolean negated = pattern.startsWith("^", at);
    at += negated ? 1 : 0;
    CharacterSet set = new CharacterSet();
    boolean first = true;
    while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
      first = false;
      member(set);
    }
    if (at >= pattern.length()) {
      throw new LackingException("a bracket without an end");
    }
    at++;
    CharacterSet meant = ignoreCase ? foldedOf(set) : set;
    out.append((negated ? meant.complement() : meant).written());
  }

  private void member(CharacterSet set) {
    CharacterSet named = namedClass();
    if (named != null) {
      set.addAll(named);
      return;
    }
    int from = one();
    int to = from;
    boolean range =
        pattern.startsWith("-", at) && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']';
    if (range) {
      at++;
      to = one();
    }
    if (to < from) {
      throw new LackingException("a range that runs backwards");
    }
    set.add(from, to);
  }

  private @Nullable CharacterSet namedClass() {
    if (pattern.startsWith("[:", at)) {
      int end = pattern.indexOf(":]", at);
      if (end > 0) {
        String name = pattern.substring(at + 2, end);
        boolean opposite = name.startsWith("^");
        CharacterSet set = CharacterSet.named(opposite ? name.substring(1) : name);
        if (set != null) {
          at = end + 2;
          return opposite ? set.complement() : set;
        }
      }
    }
    if (pattern.charAt(at) == '\\' && at + 1 < pattern.length()) {
      CharacterSet set = CharacterSet.perl(pattern.charAt(at + 1));
      at += set == null ? 0 : 2;
      return set;
    }
    return null;
  }

  private int one() {
    int c = pattern.codePointAt(at);
    if (c == '\\') {
      return escaped();
    }
    at += Character.charCount(c);
    return c;
  }
}
