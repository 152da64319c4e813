package dev.ouzel.app.cli;

import dev.ouzel.app.operations.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text in aligned columns, for reading; what is absent is {@code -}. Used by one thread. */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(List<String> head) {
    rows.add(head);
  }

  void add(List<? extends Optional<?>> cells) {
    rows.add(
        cells.stream()
            .map(cell -> cell.map(value -> Console.oneLine(value.toString())).orElse("-"))
            .toList());
  }

  /** The lines, the head first. */
  List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(width(column) - length(cell))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
