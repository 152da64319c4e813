package dev.ouzel.rule;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of something an author must have, as {@code followers_count:} and its like have it.
 *
 * @param least the smallest number that matches
 * @param most the largest
 */
public record CountRange(long least, long most) {
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,12})(?:\\.\\.([0-9]{1,12}))?");

  /** Reads {@code A..B}, or {@code A} alone, which means at least A; empty for anything else. */
  public static Optional<CountRange> of(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return Optional.empty();
    }
    long least = Long.parseLong(written.group(1));
    long most = written.group(2) == null ? Long.MAX_VALUE : Long.parseLong(written.group(2));
    return least <= most ? Optional.of(new CountRange(least, most)) : Optional.empty();
  }

  /** True for a number within. */
  public boolean contains(long count) {
    return least <= count && count <= most;
  }
}
