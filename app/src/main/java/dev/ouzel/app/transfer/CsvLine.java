package dev.ouzel.app.transfer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A row of a table as RFC 4180 has it, but with a line feed alone at its end. */
final class CsvLine {
  private CsvLine() {}

  /** The row; what is absent is an empty field, and what is an empty text is {@code ""}. */
  static String of(List<Optional<String>> values) {
    return values.stream()
        .map(value -> value.map(CsvLine::field).orElse(""))
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static String field(String text) {
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> "\",\r\n".indexOf(c) >= 0);
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
