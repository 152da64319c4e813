package dev.ouzel.app.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 20s}, {@code 5m}, {@code 1h}, {@code
 * PT20S}.
 */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  /** A century: more cannot be meant, and more would overflow what measures it. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Durations() {}

  /** The duration written; fails with {@link Mistake} when it is none, or not more than zero. */
  public static Duration parse(String text) {
    Duration duration = read(text.strip().toLowerCase(Locale.ROOT), text);
    if (duration.isNegative() || duration.isZero()) {
      throw new Mistake("a duration must be more than zero, not '" + text + "'");
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw new Mistake("a duration is at most 36500d, not '" + text + "'");
    }
    return duration;
  }

  private static Duration read(String lowerCase, String text) {
    Matcher simple = FORM.matcher(lowerCase);
    try {
      return simple.matches()
          ? Duration.of(Long.parseLong(simple.group(1)), UNITS.get(simple.group(2)))
          : Duration.parse(lowerCase);
    } catch (DateTimeException | ArithmeticException unreadable) {
      throw new Mistake("'" + text + "' is no duration; write 500ms, 20s, 5m, 1h or PT20S");
    }
  }
}
