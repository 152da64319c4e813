package dev.ouzel.app.operations;

import java.time.Duration;
import java.util.Locale;

/**
 * Spans of time as people read them: {@code 40 ms}, {@code 1.2 s}, {@code 3 min 20 s}, {@code 2 h 5
 * min}.
 */
public final class Spans {
  private Spans() {}

  /** The span in words; a negative one, which only a clock that is wrong gives, as it is. */
  public static String of(Duration span) {
    if (span.isNegative()) {
      return "-" + of(span.negated());
    }
    if (span.toSeconds() < 1) {
      return span.toMillis() + " ms";
    }
    if (span.toMinutes() < 1) {
      return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1e3);
    }
    if (span.toHours() < 1) {
      return span.toMinutes() + " min " + span.toSecondsPart() + " s";
    }
    return span.toHours() + " h " + span.toMinutesPart() + " min";
  }
}
