package dev.ouzel.app.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody may have meant. */
final class Nearest {
  private Nearest() {}

  /** The one of {@code known}, of which there is one, that takes the fewest changes of a letter. */
  static String of(String word, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(name -> distance(word, name))).orElseThrow();
  }

  /** Levenshtein's distance, a row at a time. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substitution = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, Math.min(row[j - 1], row[j]) + 1);
      }
    }
    return row[to.length()];
  }
}
