package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import io.vertx.core.MultiMap;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * What one call of a control asks for. Its methods fail with {@link IllegalArgumentException},
 * which says what is wrong, when it cannot be understood.
 *
 * @param baseUrl where the server was reached
 * @param query the parameters, decoded
 * @param body all of the body; empty when there was none
 * @param gone whether the client has left
 */
record ControlRequest(String baseUrl, MultiMap query, Payload body, BooleanSupplier gone) {
  private static final int LONGEST = 80;

  /** Fails when another parameter is given. */
  ControlRequest only(List<String> names) {
    for (String name : query.names()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "there is no parameter '%s' here; there are %s".formatted(name, names));
      }
    }
    return this;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The number of a parameter, which is within these bounds. */
  OptionalLong number(String name, long least, long most) {
    if (text(name).isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(text(name).get());
      if (number >= least && number <= most) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException noNumber) {
      // Told below, as a number out of bounds is.
    }
    throw new IllegalArgumentException(
        "'%s' is a whole number from %d to %d, not '%s'"
            .formatted(name, least, most, text(name).get()));
  }

  /** The body as a JSON object. */
  JsonObject json() {
    try {
      return new JsonObject(body.text());
    } catch (DecodeException mistake) {
      throw new IllegalArgumentException("the body is not a JSON object: " + beginning(), mistake);
    }
  }

  /** The body's lines that hold something, one at least. */
  List<String> lines() {
    List<String> lines = body.text().lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("the body is empty; put one on each line");
    }
    return lines;
  }

  /** The beginning of the body, for a message. */
  private String beginning() {
    String text = body.text();
    return "'%s'".formatted(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
  }
}
