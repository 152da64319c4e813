package dev.ouzel.rule;

import java.util.regex.Pattern;

/** What an operator takes for its value. */
enum ValueKind {
  /** The value is part of the operator's name. */
  FLAG("nothing"),
  TEXT("a word or a phrase in quotes"),
  USER("a username without @ or a numeric user id", "[A-Za-z0-9_]{1,20}"),
  ID("a numeric id", "[0-9]{1,19}"),
  CONTEXT("domain.entity, either of them possibly *"),
  COUNTRY("a country code of two letters", "[A-Za-z]{2}"),
  CIRCLE("[longitude latitude radius], the radius less than 25mi"),
  BOX("[west south east north], both sides less than 25mi"),
  PERCENT("a whole number from 1 to 100", "[1-9][0-9]?|100"),
  LANGUAGE("a language code", "[A-Za-z]{2,3}(-[A-Za-z]{2,4})?"),
  RANGE("a number or a range A..B"),
  NUMBER("a number", "[0-9]{1,12}"),
  FRACTION("a number from 0 to 1", "0|1|0?\\.[0-9]{1,9}|1\\.0{1,9}");

  private final String expected;
  private final Pattern pattern;

  ValueKind(String expected) {
    this(expected, "(?s).*");
  }

  ValueKind(String expected, String pattern) {
    this.expected = expected;
    this.pattern = Pattern.compile(pattern);
  }

  String expected() {
    return expected;
  }

  boolean accepts(String value) {
    return switch (this) {
      case CONTEXT -> ContextPair.of(value).isPresent();
      case CIRCLE -> PointRadius.of(value).isPresent();
      case BOX -> BoundingBox.of(value).isPresent();
      case RANGE -> CountRange.of(value).isPresent();
      default -> pattern.matcher(value).matches();
    };
  }
}
