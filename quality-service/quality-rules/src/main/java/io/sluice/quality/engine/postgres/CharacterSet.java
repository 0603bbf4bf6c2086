package io.sluice.quality.engine.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A set of code points, as ranges; what a bracket expression means, whoever wrote it. */
final class CharacterSet {

  /** PostgreSQL's text has no NUL. */
  private static final int FIRST = 1;

  private static final int KELVIN = 0x212A;
  private static final int LONG_S = 0x17F;

  private final List<int[]> ranges = new ArrayList<>();

  static CharacterSet of(int... bounds) {
    CharacterSet set = new CharacterSet();
    for (int i = 0; i < bounds.length; i += 2) {
      set.add(bounds[i], bounds[i + 1]);
    }
    return set;
  }

  void add(int from, int to) {
    ranges.add(new int[] {from, to});
  }

  void addAll(CharacterSet other) {
    ranges.addAll(other.ranges);
  }

  /** RE2's {@code \d}, {@code \w}, {@code \s} and their opposites: ASCII only. */
  static @Nullable CharacterSet perl(int letter) {
    CharacterSet set =
        switch (Character.toLowerCase(letter)) {
          case 'd' -> of('0', '9');
          case 'w' -> of('0', '9', 'A', 'Z', '_', '_', 'a', 'z');
          case 's' -> of('\t', '\n', '\f', '\r', ' ', ' ');
          default -> null;
        };
    return set == null || Character.isLowerCase(letter) ? set : set.complement();
  }

  /** RE2's {@code [:alpha:]} and its like: ASCII only. */
  static @Nullable CharacterSet named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "alnum" -> of('0', '9', 'A', 'Z', 'a', 'z');
      case "alpha" -> of('A', 'Z', 'a', 'z');
      case "ascii" -> of(FIRST, 0x7F);
      case "blank" -> of('\t', '\t', ' ', ' ');
      case "cntrl" -> of(FIRST, 0x1F, 0x7F, 0x7F);
      case "digit" -> of('0', '9');
      case "graph" -> of('!', '~');
      case "lower" -> of('a', 'z');
      case "print" -> of(' ', '~');
      case "punct" -> of('!', '/', ':', '@', '[', '`', '{', '~');
      case "space" -> of('\t', '\r', ' ', ' ');
      case "upper" -> of('A', 'Z');
      case "word" -> of('0', '9', 'A', 'Z', '_', '_', 'a', 'z');
      case "xdigit" -> of('0', '9', 'A', 'F', 'a', 'f');
      default -> null;
    };
  }

  CharacterSet complement() {
    CharacterSet result = new CharacterSet();
    int next = FIRST;
    for (int[] range : merged()) {
      if (range[0] > next) {
        result.add(next, range[0] - 1);
      }
      next = Math.max(next, range[1] + 1);
    }
    if (next <= Character.MAX_CODE_POINT) {
      result.add(next, Character.MAX_CODE_POINT);
    }
    return result;
  }

  /**
   * With the letters of the other case, as Unicode folds them; null if that takes more than ASCII's
   * letters and the two others that fold to them.
   */
  @Nullable CharacterSet folded() {
    CharacterSet result = new CharacterSet();
    for (int[] range : merged()) {
      if (range[1] > 0x7F && !(range[0] <= 0x80 && range[1] == Character.MAX_CODE_POINT)) {
        return null;
      }
      result.add(range[0], range[1]);
      for (int c = range[0]; c <= Math.min(range[1], 'z'); c++) {
        fold(c, result);
      }
    }
    return result;
  }

  private static void fold(int c, CharacterSet result) {
    int lower = Character.toLowerCase(c);
    if (lower < 'a' || lower > 'z') {
      return;
    }
    result.add(lower, lower);
    result.add(Character.toUpperCase(lower), Character.toUpperCase(lower));
    if (lower == 'k') {
      result.add(KELVIN, KELVIN);
    } else if (lower == 's') {
      result.add(LONG_S, LONG_S);
    }
  }

  private List<int[]> merged() {
    List<int[]> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingInt(range -> range[0]));
    List<int[]> result = new ArrayList<>();
    for (int[] range : sorted) {
      int[] last = result.isEmpty() ? null : result.get(result.size() - 1);
      if (last != null && range[0] <= last[1] + 1) {
        last[1] = Math.max(last[1], range[1]);
      } else {
        result.add(range.clone());
      }
    }
    return result;
  }

  /** As PostgreSQL writes it: a bracket expression whose every character is an escape. */
  String written() {
    StringBuilder text = new StringBuilder("[");
    for (int[] range : merged()) {
      int from = Math.max(FIRST, range[0]);
      if (from > range[1]) {
        continue;
      }
      text.append(escape(from));
      if (range[1] > from) {
        text.append('-').append(escape(range[1]));
      }
    }
    // An empty set matches nothing; a bracket may not be empty.
    return text.length() == 1 ? "(?!)" : text.append(']').toString();
  }

  /** A code point as an escape that is one character wherever it stands. */
  static String escape(int codePoint) {
    return codePoint <= 0xFFFF
        ? String.format(Locale.ROOT, "\\u%04X", codePoint)
        : String.format(Locale.ROOT, "\\U%08X", codePoint);
  }
}
