package dev.ouzel.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One part of a type of the model.
 *
 * @param bit one bit, another for each part of the type
 * @param names its names on the wire; the first is written
 * @param form the form of its value
 * @param get takes it from an object, as the model has it: a list, or something optional
 * @param set puts its value into a builder
 */
record Part(
    long bit,
    List<String> names,
    Form<Object> form,
    Function<Object, Object> get,
    BiConsumer<Object, Object> set) {
  /** Reads the value into a builder; false when it cannot be read. */
  boolean read(Object builder, JsonParser parser, Deviations deviations) throws IOException {
    Object value = form.read(parser, deviations);
    if (value == null) {
      return false;
    }
    set.accept(builder, value);
    return true;
  }

  /** Writes the member, if there is one. */
  void write(Object object, JsonGenerator generator) throws IOException {
    Object value = value(get.apply(object));
    if (value != null) {
      generator.writeFieldName(names.get(0));
      form.write(value, generator);
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
    if (held instanceof OptionalDouble optional) {
      return optional.isPresent() ? optional.getAsDouble() : null;
    }
    return ((List<?>) held).isEmpty() ? null : held;
  }
}
