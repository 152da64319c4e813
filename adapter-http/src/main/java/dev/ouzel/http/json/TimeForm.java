package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ouzel.post.Deviation.Kind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * A time: RFC 3339 with 0 to 9 digits of a fraction, or the form {@code Wed Jan 06 18:40:40 +0000
 * 2021} that older interfaces of X have. Written in UTC, with milliseconds at least, as X does.
 */
enum TimeForm implements Form<Instant> {
  TIME;

  private static final int LONGEST = 64;

  private static final DateTimeFormatter OLD =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH);

  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 3, 9, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Override
  public Instant read(JsonParser parser, Reading reading) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING) || parser.getTextLength() > LONGEST) {
      reading.wrongType(parser);
      return null;
    }
    Instant usual = UsualTime.read(parser);
    if (usual != null) {
      return usual;
    }
    String text = parser.getText();
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notNew) {
      return readOld(text, parser, reading);
    }
  }

  private static Instant readOld(String text, JsonParser parser, Reading reading)
      throws IOException {
    try {
      Instant time = OLD.parse(text, Instant::from);
      reading.add(Kind.OTHER_FORM, parser);
      return time;
    } catch (DateTimeException noTime) {
      reading.wrongType(parser);
      return null;
    }
  }

  @Override
  public void write(Instant value, JsonGenerator generator) throws IOException {
    generator.writeString(WRITTEN.format(value));
  }
}
