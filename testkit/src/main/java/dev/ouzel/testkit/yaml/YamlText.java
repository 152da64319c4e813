package dev.ouzel.testkit.yaml;

import dev.ouzel.stream.StreamEndpoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A single value, as it is written.
 *
 * @param place where it begins
 * @param text without quotes; empty where nothing was written
 */
public record YamlText(Place place, String text) implements YamlValue {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  @Override
  public YamlText asText() {
    return this;
  }

  /** The text, of which something must be there. */
  public String required() {
    if (text.isBlank()) {
      throw place.mistake("a value is missing here");
    }
    return text;
  }

  /** {@code true} or {@code false}. */
  public boolean flag() {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw place.mistake("'" + text + "' is neither true nor false");
    };
  }

  /** A whole number, 0 or more. */
  public long number() {
    if (!text.matches("[0-9]{1,18}")) {
      throw place.mistake("'" + text + "' is no whole number");
    }
    return Long.parseLong(text);
  }

  /** A whole number, 0 or more, that an {@code int} holds. */
  public int count() {
    long number = number();
    if (number > Integer.MAX_VALUE) {
      throw place.mistake(number + " is too large; the largest is " + Integer.MAX_VALUE);
    }
    return (int) number;
  }

  /** A duration like {@code 500ms}, {@code 20s}, {@code 5m} or {@code 1h}; may be zero. */
  public Duration duration() {
    Matcher form = DURATION.matcher(text);
    if (!form.matches()) {
      throw place.mistake("'" + text + "' is no duration; write 500ms, 20s, 5m or 1h");
    }
    long count = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  /** The constant whose name this is, in lower case and with hyphens: {@code refuse-new}. */
  public <E extends Enum<E>> E oneOf(Class<E> type) {
    return oneOf(type, YamlText::hyphened);
  }

  /** The stream that has this name in X's connection history. */
  public StreamEndpoint stream() {
    return oneOf(StreamEndpoint.class, StreamEndpoint::wireName);
  }

  private <E extends Enum<E>> E oneOf(Class<E> type, Function<E, String> name) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> name.apply(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                place.mistake(
                    "'%s' is not known here; write one of: %s"
                        .formatted(
                            text, constants.stream().map(name).collect(Collectors.joining(", ")))));
  }

  private static String hyphened(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
