package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ouzel.post.Deviation.Kind;
import java.io.IOException;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * A numeric id: a text of 1 to 19 digits, also where it stands as a number.
 *
 * @param of the id with this number, which is positive
 * @param value the number of an id
 */
record IdForm<T>(LongFunction<T> of, ToLongFunction<T> value) implements Form<T> {
  private static final int MOST_DIGITS = 19;
  private static final int BASE = 10;

  @Override
  public T read(JsonParser parser, Reading reading) throws IOException {
    boolean isText = parser.hasToken(JsonToken.VALUE_STRING);
    long number = isText || parser.hasToken(JsonToken.VALUE_NUMBER_INT) ? number(parser) : 0;
    if (number <= 0) {
      reading.wrongType(parser);
      return null;
    }
    if (!isText) {
      reading.add(Kind.OTHER_FORM, parser);
    }
    return of.apply(number);
  }

  /** Not positive when the token's text is no such number. */
  private static long number(JsonParser parser) throws IOException {
    int length = parser.getTextLength();
    if (length == 0 || length > MOST_DIGITS) {
      return 0;
    }
    char[] text = parser.getTextCharacters();
    int from = parser.getTextOffset();
    long number = 0;
    for (int i = from; i < from + length; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return 0;
      }
      number = number * BASE + (text[i] - '0');
    }
    return number;
  }

  @Override
  public void write(T id, JsonGenerator generator) throws IOException {
    generator.writeString(Long.toString(value.applyAsLong(id)));
  }
}
