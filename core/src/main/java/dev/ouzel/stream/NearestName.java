package dev.ouzel.stream;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody may have meant by a name that is not known. */
public final class NearestName {
  private NearestName() {}

  /** The one of {@code known}, which is not empty, that takes the fewest changes of a letter. */
  public static String of(String word, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(name -> distance(word, name))).orElseThrow();
  }

  /** How many letters must be added, left out or changed: Levenshtein's distance. */
  public static int distance(String from, String to) {
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
