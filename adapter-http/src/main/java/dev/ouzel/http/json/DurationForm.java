package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * A duration as a whole number of units.
 *
 * @param unit milliseconds, minutes
 */
record DurationForm(ChronoUnit unit) implements Form<Duration> {
  @Override
  public Duration read(JsonParser parser, Reading reading) throws IOException {
    Long number = NumberForm.LONG.read(parser, reading);
    try {
      return number == null ? null : Duration.of(number, unit);
    } catch (ArithmeticException tooLong) {
      reading.wrongType(parser);
      return null;
    }
  }

  @Override
  public void write(Duration value, JsonGenerator generator) throws IOException {
    generator.writeNumber(value.dividedBy(unit.getDuration()));
  }
}
