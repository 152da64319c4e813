package dev.ouzel.testkit.generate;

import dev.ouzel.post.PostId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/** Times as X prints them, with three digits after the second. */
final class Wire {
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private Wire() {}

  /** In whole seconds, as X dates posts and users. */
  static String seconds(Instant time) {
    return millis(time.truncatedTo(ChronoUnit.SECONDS));
  }

  /** In milliseconds, as X dates events. */
  static String millis(Instant time) {
    return MILLIS.format(time);
  }

  /** When the post of this id was created. */
  static Instant created(long id) {
    return Instant.ofEpochMilli(PostId.millis(id));
  }
}
