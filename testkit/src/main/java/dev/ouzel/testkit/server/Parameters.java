package dev.ouzel.testkit.server;

import dev.ouzel.testkit.script.Reply;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The query parameters of one request, read as X reads them: every fault is noted. */
final class Parameters {
  private final MultiMap given;
  private final List<JsonObject> faults = new ArrayList<>();

  Parameters(MultiMap given) {
    this.given = given;
  }

  /** Notes every parameter that is none of these. */
  void only(Collection<String> known) {
    for (String name : new TreeSet<>(given.names())) {
      if (!known.contains(name)) {
        fault(
            name,
            "The query parameter [%s] is not one of [%s]".formatted(name, String.join(",", known)));
      }
    }
  }

  /** A list of names; empty when the parameter is absent. */
  List<String> list(String name, List<String> allowed) {
    return list(name, allowed, allowed::contains);
  }

  /** A list of names, of which {@code test} tells which are right. */
  List<String> list(String name, List<String> allowed, Predicate<String> test) {
    if (isAbsent(name)) {
      return List.of();
    }
    List<String> values = List.of(given.get(name).split(",", -1));
    for (String value : values) {
      if (!test.test(value)) {
        fault(
            name,
            "The `%s` query parameter value [%s] is not one of [%s]"
                .formatted(name, value, String.join(",", allowed)));
      }
    }
    return values;
  }

  /** A whole number from {@code least} to {@code most}; empty when the parameter is absent. */
  Optional<Integer> number(String name, int least, int most) {
    if (isAbsent(name)) {
      return Optional.empty();
    }
    String value = given.get(name);
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return Optional.of(number);
      }
    }
    fault(
        name,
        "The `%s` query parameter value [%s] is not between %d and %d"
            .formatted(name, value, least, most));
    return Optional.empty();
  }

  /** A time; empty when the parameter is absent. */
  Optional<Instant> time(String name) {
    if (isAbsent(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(given.get(name)));
    } catch (DateTimeParseException e) {
      fault(
          name,
          "The `%s` query parameter value [%s] is not a valid date-time of the form"
                  .formatted(name, given.get(name))
              + " YYYY-MM-DDTHH:mm:ssZ");
      return Optional.empty();
    }
  }

  /** The text of a parameter; empty when it is absent. */
  Optional<String> text(String name) {
    return isAbsent(name) ? Optional.empty() : Optional.of(given.get(name));
  }

  /** Where a page begins; empty when the parameter is absent. */
  Optional<Long> pageToken(String name) {
    Optional<Long> position = text(name).flatMap(PageToken::position);
    if (position.isEmpty() && text(name).isPresent()) {
      fault(name, "The `%s` query parameter value is not a token of this list".formatted(name));
    }
    return position;
  }

  /** True when the parameter is not there at all. */
  boolean isMissing(String name) {
    return !given.contains(name);
  }

  private boolean isAbsent(String name) {
    if (given.contains(name) && given.get(name).isEmpty()) {
      fault(name, "The `%s` query parameter can not be empty".formatted(name));
      return true;
    }
    return isMissing(name);
  }

  /** Notes a fault of a parameter. */
  void fault(String name, String message) {
    List<String> values = given.getAll(name).stream().filter(value -> !value.isEmpty()).toList();
    faults.add(Problems.parameter(name, values, message));
  }

  /** X's answer to the faults noted; empty when there are none. */
  Optional<Reply> refusal() {
    return faults.isEmpty() ? Optional.empty() : Optional.of(Problems.refusal(faults));
  }
}
