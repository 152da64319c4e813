package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ouzel.post.Deviation.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One part of a type of the model: one value, or a list of them. A single value in place of a list
 * counts as a list of one, for X's descriptions disagree on which of the two some members are.
 *
 * @param bit one bit, another for each part of the type
 * @param names its names on the wire; the first is written
 * @param form the form of its value, or of each entry
 * @param isList whether it is a list
 * @param get takes it from an object, as the model has it: a list, or something optional
 * @param set puts its value, or one entry more, into a builder
 */
record Part(
    long bit,
    List<String> names,
    Form<Object> form,
    boolean isList,
    Function<Object, Object> get,
    BiConsumer<Object, Object> set) {
  /** Reads the part into a builder; false when it cannot be read. */
  boolean read(Object builder, JsonParser parser, Reading reading) throws IOException {
    if (!isList) {
      return readOne(builder, parser, reading);
    }
    if (!parser.isExpectedStartArrayToken()) {
      reading.add(Kind.OTHER_FORM, parser);
      return readOne(builder, parser, reading);
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.hasToken(JsonToken.VALUE_NULL)) {
        // An entry that cannot be read is left out.
        readOne(builder, parser, reading);
      }
    }
    return true;
  }

  private boolean readOne(Object builder, JsonParser parser, Reading reading) throws IOException {
    Object value = form.read(parser, reading);
    if (value == null) {
      return false;
    }
    set.accept(builder, value);
    return true;
  }

  /** Writes the member, if there is one. */
  void write(Object object, JsonGenerator generator) throws IOException {
    Object held = get.apply(object);
    if (held instanceof List<?> list) {
      writeList(list, generator);
      return;
    }
    Object value = value(held);
    if (value != null) {
      generator.writeFieldName(names.get(0));
      form.write(value, generator);
    }
  }

  private void writeList(List<?> list, JsonGenerator generator) throws IOException {
    if (!list.isEmpty()) {
      generator.writeFieldName(names.get(0));
      generator.writeStartArray();
      for (Object value : list) {
        form.write(value, generator);
      }
      generator.writeEndArray();
    }
  }

  private static Object value(Object held) {
    if (held instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    if (held instanceof OptionalLong optional) {
      return optional.isPresent() ? optional.getAsLong() : null;
    }
    if (held instanceof OptionalInt optional) {
      return optional.isPresent() ? optional.getAsInt() : null;
    }
    OptionalDouble optional = (OptionalDouble) held;
    return optional.isPresent() ? optional.getAsDouble() : null;
  }
}
