package dev.ouzel.app.cli;

import dev.ouzel.app.operations.Spans;
import dev.ouzel.coverage.TimeRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/**
 * Time drawn as a line of characters.
 *
 * @param whole what the line shows
 * @param width how many characters it has
 * @param coloured whether it is drawn in colours
 */
record TimeLine(TimeRange whole, int width, boolean coloured) {
  /** From when to when, and how long a character is. */
  String head() {
    return "%s to %s, a character for each %s"
        .formatted(
            whole.from().truncatedTo(ChronoUnit.SECONDS),
            whole.to().truncatedTo(ChronoUnit.SECONDS),
            Spans.of(whole.length().dividedBy(width)));
  }

  /** The line, each of whose characters is the mark of its part of the time. */
  String drawn(Function<TimeRange, Mark> mark) {
    StringBuilder line = new StringBuilder();
    StringBuilder alike = new StringBuilder();
    Ink ink = Ink.GREY;
    for (int i = 0; i < width; i++) {
      Mark next = mark.apply(part(i));
      if (next.ink() != ink) {
        line.append(painted(ink, alike.toString()));
        alike.setLength(0);
        ink = next.ink();
      }
      alike.append(next.sign());
    }
    return line.append(painted(ink, alike.toString())).toString();
  }

  /** A mark's sign and what it means. */
  String legend(Mark mark) {
    return painted(mark.ink(), Character.toString(mark.sign())) + " " + mark.words();
  }

  private String painted(Ink ink, String text) {
    return coloured && !text.isEmpty() ? ink.on(text) : text;
  }

  /** Never empty, however short the whole is. */
  private TimeRange part(int number) {
    Instant from = edge(number);
    return TimeRange.between(from, edge(number + 1L))
        .orElseGet(() -> new TimeRange(from, from.plusNanos(1)));
  }

  private Instant edge(long number) {
    return whole.from().plus(whole.length().multipliedBy(number).dividedBy(width));
  }
}
