package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A time as X's streams write it, {@code 2021-01-06T18:40:40.000Z}. A formatter takes longer than
 * the rest of the post, so this one form is read by hand.
 */
final class UsualTime {
  private static final String SHAPE = "0000-00-00T00:00:00.000Z";
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int MINUTES_PER_HOUR = 60;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int BASE = 10;

  private UsualTime() {}

  /** The time at the parser's token; null when it is written in another form. */
  static Instant read(JsonParser parser) throws IOException {
    char[] text = parser.getTextCharacters();
    int from = parser.getTextOffset();
    if (parser.getTextLength() != SHAPE.length() || !hasShape(text, from)) {
      return null;
    }
    int hour = number(text, from + 11, 2);
    int minute = number(text, from + 14, 2);
    int second = number(text, from + 17, 2);
    if (hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    long seconds = (hour * (long) MINUTES_PER_HOUR + minute) * SECONDS_PER_MINUTE + second;
    return at(text, from, seconds);
  }

  private static Instant at(char[] text, int from, long secondOfDay) {
    try {
      long day =
          LocalDate.of(number(text, from, 4), number(text, from + 5, 2), number(text, from + 8, 2))
              .toEpochDay();
      return Instant.ofEpochSecond(
          day * SECONDS_PER_DAY + secondOfDay, number(text, from + 20, 3) * NANOS_PER_MILLI);
    } catch (DateTimeException noDay) {
      return null;
    }
  }

  private static boolean hasShape(char[] text, int from) {
    for (int i = 0; i < SHAPE.length(); i++) {
      char shape = SHAPE.charAt(i);
      char found = text[from + i];
      if (shape == '0' ? found < '0' || found > '9' : found != shape) {
        return false;
      }
    }
    return true;
  }

  private static int number(char[] text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = number * BASE + (text[i] - '0');
    }
    return number;
  }
}
