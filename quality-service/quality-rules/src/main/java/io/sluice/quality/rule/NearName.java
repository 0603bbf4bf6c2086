package io.sluice.quality.rule;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Guesses which key a misspelt one was meant to be. */
final class NearName {

  private NearName() {}

  static @Nullable String hint(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String best = null;
    double bestShare = 0.5;
    for (String candidate : new TreeSet<>(known)) {
      double share = sharedPairs(wanted, candidate.toLowerCase(Locale.ROOT));
      if (share > bestShare) {
        best = candidate;
        bestShare = share;
      }
    }
    return best == null ? null : "did you mean '" + best + "'?";
  }

  /** Dice's coefficient over pairs of neighbouring letters. */
  private static double sharedPairs(String a, String b) {
    if (a.length() < 2 || b.length() < 2) {
      return 0;
    }
    int shared = 0;
    boolean[] used = new boolean[b.length() - 1];
    for (int i = 0; i < a.length() - 1; i++) {
      for (int j = 0; j < b.length() - 1; j++) {
        if (!used[j] && a.charAt(i) == b.charAt(j) && a.charAt(i + 1) == b.charAt(j + 1)) {
          used[j] = true;
          shared++;
          break;
        }
      }
    }
    return 2.0 * shared / (a.length() + b.length() - 2);
  }
}
