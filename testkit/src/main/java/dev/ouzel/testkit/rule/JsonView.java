package dev.ouzel.testkit.rule;

import dev.ouzel.post.Payload;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A JSON object, read tolerantly: a member that is absent or of another type is not there. Where
 * several names are given they are X's vocabularies for the same thing, and the first one there
 * counts.
 */
final class JsonView {
  static final JsonView EMPTY = new JsonView(new JsonObject());

  private final JsonObject object;

  private JsonView(JsonObject object) {
    this.object = object;
  }

  /** The object that a frame is; empty when the frame is anything else. */
  static Optional<JsonView> of(Payload frame) {
    try {
      return Optional.of(new JsonView(new JsonObject(frame.text())));
    } catch (DecodeException noObject) {
      return Optional.empty();
    }
  }

  static JsonView of(JsonObject object) {
    return new JsonView(object);
  }

  boolean isEmpty() {
    return object.isEmpty();
  }

  JsonView object(String... names) {
    return first(JsonObject.class, names).map(JsonView::new).orElse(EMPTY);
  }

  Optional<String> text(String... names) {
    return first(CharSequence.class, names).map(CharSequence::toString);
  }

  boolean isTrue(String name) {
    return first(Boolean.class, name).orElse(false);
  }

  OptionalLong number(String... names) {
    Optional<Number> number = first(Number.class, names);
    return number.isPresent() ? OptionalLong.of(number.get().longValue()) : OptionalLong.empty();
  }

  /** The objects of a list. */
  List<JsonView> objects(String... names) {
    return elements(names)
        .filter(JsonObject.class::isInstance)
        .map(element -> new JsonView((JsonObject) element))
        .toList();
  }

  /** The texts of a list. */
  List<String> texts(String... names) {
    return elements(names)
        .filter(CharSequence.class::isInstance)
        .map(CharSequence.class::cast)
        .map(CharSequence::toString)
        .toList();
  }

  /** The numbers of a list. */
  List<Double> decimals(String... names) {
    return elements(names)
        .filter(Number.class::isInstance)
        .map(element -> ((Number) element).doubleValue())
        .toList();
  }

  private Stream<Object> elements(String... names) {
    return first(JsonArray.class, names).stream()
        .flatMap(JsonArray::stream)
        .filter(Objects::nonNull);
  }

  private <T> Optional<T> first(Class<T> type, String... names) {
    for (String name : names) {
      Object value = object.getValue(name);
      if (type.isInstance(value)) {
        return Optional.of(type.cast(value));
      }
    }
    return Optional.empty();
  }
}
