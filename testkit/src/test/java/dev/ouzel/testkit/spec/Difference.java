package dev.ouzel.testkit.spec;

import dev.harrel.jsonschema.Error;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words what the validator found, as a place in X's schemas and what is wrong there. */
final class Difference {
  /** Keywords that only pass on what a part of theirs found. */
  private static final Set<String> WRAPPERS = Set.of("allOf", "if");

  /** Keywords of which one part must hold: what is wrong in the others says nothing. */
  private static final Set<String> CHOICES = Set.of("anyOf", "oneOf");

  /** What tells which schema a problem has; when that is unknown, nothing more is. */
  private static final String KIND = "Problem.type";

  private Difference() {}

  /** One line for each member concerned. */
  static Set<String> all(List<Error> errors, JsonObject body) {
    List<String> choices =
        errors.stream()
            .filter(error -> CHOICES.contains(keyword(error)))
            .map(error -> error.getEvaluationPath() + "/")
            .toList();
    List<String> unknown =
        errors.stream()
            .filter(error -> keyword(error).equals("enum") && place(error).equals(KIND))
            .map(Error::getInstanceLocation)
            .map(type -> type.substring(0, type.lastIndexOf('/') + 1))
            .toList();
    return errors.stream()
        .filter(error -> !WRAPPERS.contains(keyword(error)))
        .filter(error -> choices.stream().noneMatch(error.getEvaluationPath()::startsWith))
        .filter(
            error ->
                place(error).equals(KIND)
                    || unknown.stream().noneMatch((error.getInstanceLocation() + "/")::startsWith))
        .flatMap(error -> of(error, body))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String keyword(Error error) {
    return String.valueOf(error.getKeyword());
  }

  private static Stream<String> of(Error error, JsonObject body) {
    String pointer = error.getInstanceLocation();
    String place = place(error);
    return switch (keyword(error)) {
      case "null" -> Stream.of(place + "." + last(pointer) + " is not declared");
      case "required" -> missing(error).map(name -> place + "." + name + " is missing");
      case "enum" -> Stream.of(place + " is " + at(body, pointer));
      default -> Stream.of(place + " breaks " + keyword(error));
    };
  }

  private static Stream<String> missing(Error error) {
    String names = error.getError().replaceAll(".*\\[|\\].*", "");
    return Arrays.stream(names.split(", ", -1));
  }

  private static String place(Error error) {
    return error
        .getSchemaLocation()
        .replaceFirst(".*#/\\$defs/", "")
        .replaceAll("/(allOf|anyOf|oneOf)/\\d+|/then|/unevaluatedProperties|\\.own|\\.part", "")
        .replace("/properties/", ".")
        .replace("/additionalProperties", ".*")
        .replace("/items", "[]");
  }

  private static String last(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  private static Object at(JsonObject body, String pointer) {
    Object value = body;
    for (String name : pointer.substring(1).split("/", -1)) {
      value =
          value instanceof JsonArray array
              ? array.getValue(Integer.parseInt(name))
              : ((JsonObject) value).getValue(name);
    }
    return value;
  }
}
