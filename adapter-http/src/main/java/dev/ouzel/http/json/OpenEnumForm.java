package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.ouzel.post.Deviation.Kind;
import dev.ouzel.post.OpenEnum;
import java.io.IOException;
import java.util.function.Function;

/**
 * A value out of an open list: any text.
 *
 * @param of the value that X writes so
 */
record OpenEnumForm<T extends OpenEnum>(Function<String, T> of) implements Form<T> {
  @Override
  public T read(JsonParser parser, Reading reading) throws IOException {
    String wire = TextForm.TEXT.read(parser, reading);
    if (wire == null) {
      return null;
    }
    T value = of.apply(wire);
    if (reading.wantsDeviations() && !value.isKnown()) {
      reading.add(Kind.UNKNOWN_VALUE, parser);
    }
    return value;
  }

  @Override
  public void write(T value, JsonGenerator generator) throws IOException {
    generator.writeString(value.wire());
  }
}
