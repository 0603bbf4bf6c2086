package io.sluice.quality.expression;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a pattern becomes once its counted repetitions are written out, which is what compiling
 * it costs: {@code ((a{1000}){1000}){1000}} is 24 characters and a thousand million states.
 */
final class PatternBounds {

  /** The longest pattern, in characters. */
  static final int MAX_LENGTH = 2000;

  /** The most atoms once repetitions are written out. */
  static final long MAX_ATOMS = 10_000;

  /** The deepest nesting of groups: patterns are compiled recursively. */
  static final int MAX_GROUPS = 100;

  private final String pattern;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long group;
  private long last;
  private int at;

  private PatternBounds(String pattern) {
    this.pattern = pattern;
  }

  /** Whether the pattern is too long, too deep or too large to be compiled. */
  static boolean exceededBy(String pattern) {
    return pattern.length() > MAX_LENGTH || new PatternBounds(pattern).tooLarge();
  }

  private boolean tooLarge() {
    while (at < pattern.length()) {
      step(pattern.charAt(at));
      if (group + last > MAX_ATOMS || outer.size() > MAX_GROUPS) {
        return true;
      }
    }
    while (!outer.isEmpty()) {
      closeGroup();
    }
    return group + last > MAX_ATOMS;
  }

  private void step(char c) {
    switch (c) {
      case '\\' -> escape();
      case '[' -> bracket();
      case '(' -> {
        outer.push(group + last);
        group = 1;
        last = 0;
        at++;
      }
      case ')' -> {
        closeGroup();
        at++;
      }
      case '{' -> repetition();
      default -> atom(1);
    }
  }

  private void atom(int length) {
    group += last;
    last = 1;
    at += length;
  }

  private void closeGroup() {
    if (!outer.isEmpty()) {
      last += group;
      group = outer.pop();
    }
  }

  /** An escaped character is one atom; what stands between \Q and \E is itself. */
  private void escape() {
    if (pattern.startsWith("\\Q", at)) {
      int end = pattern.indexOf("\\E", at + 2);
      group += last + (end < 0 ? pattern.length() : end) - at;
      last = 1;
      at = end < 0 ? pattern.length() : end + 2;
    } else if (pattern.startsWith("\\p{", at)
        || pattern.startsWith("\\P{", at)
        || pattern.startsWith("\\x{", at)) {
      int end = pattern.indexOf('}', at);
      atom(end < 0 ? pattern.length() - at : end + 1 - at);
    } else {
      atom(2);
    }
  }

  private void bracket() {
    int end = at + 1;
    if (pattern.startsWith("^", end)) {
      end++;
    }
    // A closing bracket that comes first is a member.
    if (pattern.startsWith("]", end)) {
      end++;
    }
    while (end < pattern.length() && pattern.charAt(end) != ']') {
      end += pattern.charAt(end) == '\\' ? 2 : pattern.startsWith("[:", end) ? classLength(end) : 1;
    }
    atom(Math.min(end + 1, pattern.length()) - at);
  }

  private int classLength(int from) {
    int end = pattern.indexOf(":]", from + 2);
    return end < 0 ? 1 : end + 2 - from;
  }

  /** {@code {3}}, {@code {3,}} and {@code {3,9}} repeat what stands before; else it is text. */
  private void repetition() {
    int end = pattern.indexOf('}', at);
    String counts = end < 0 ? "" : pattern.substring(at + 1, end);
    if (!counts.matches("[0-9]{1,9}(,([0-9]{1,9})?)?")) {
      atom(1);
      return;
    }
    String most = counts.substring(counts.lastIndexOf(',') + 1);
    long least = Long.parseLong(counts.split(",", -1)[0]);
    long times = most.isEmpty() ? least : Math.max(least, Long.parseLong(most));
    last = Math.min(last * Math.max(1, times), MAX_ATOMS + 1);
    at = end + 1;
  }
}
