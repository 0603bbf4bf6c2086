package io.sluice.quality.expression;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Guesses which known name a misspelt one was meant to be. */
public final class Suggestion {

  private static final int MOST = 10_000;
  private static final int LONGEST = 200;

  private Suggestion() {}

  /** "did you mean 'x'?" for the nearest name, or null if none is near. */
  public static @Nullable String didYouMean(String name, Collection<String> known) {
    if (name.length() > LONGEST || known.size() > MOST) {
      return null;
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    String best = null;
    // Of a name of two letters, every other is near.
    int length = name.length();
    int bestDistance = length <= 2 ? 1 : length <= 4 ? 2 : Math.max(2, length / 4) + 1;
    // In order, so that of two equally near names the same is guessed each time.
    for (String candidate : new TreeSet<>(known)) {
      int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT), bestDistance);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best == null ? null : "did you mean '" + best + "'?";
  }

  /** How many letters must be changed, added, left out or swapped with their neighbour. */
  private static int distance(String a, String b, int enough) {
    if (Math.abs(a.length() - b.length()) >= enough || a.isEmpty() || b.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      rows[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      rows[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(rows[i - 1][j], rows[i][j - 1]) + 1;
        least = Math.min(least, rows[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        rows[i][j] = swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
      }
    }
    return rows[a.length()][b.length()];
  }
}
