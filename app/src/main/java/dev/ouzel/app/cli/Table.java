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
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], length(row.get(column)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths[column] - length(cell))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
