package dev.ouzel.app.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Points in time as people write them: how long ago, as {@link Durations} has it, a day (in UTC)
 * such as {@code 2026-05-04}, or a time such as {@code 2026-05-04T03:02:01Z}.
 */
public final class Since {
  private Since() {}

  /** The point written, seen at {@code now}; fails with {@link Mistake} when it is none. */
  public static Instant parse(String text, Instant now) {
    return day(text)
        .or(() -> time(text))
        .or(() -> ago(text, now))
        .orElseThrow(
            () ->
                new Mistake(
                    "'%s' is no time; write how long ago (90s, 2h, 3d), a day (2026-05-04),"
                            .formatted(text)
                        + " or a time (2026-05-04T03:02:01Z)"));
  }

  private static Optional<Instant> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException noDay) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> ago(String text, Instant now) {
    try {
      return Optional.of(now.minus(Durations.parse(text)));
    } catch (Mistake noDuration) {
      return Optional.empty();
    }
  }
}
