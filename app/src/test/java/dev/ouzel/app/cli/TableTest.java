package dev.ouzel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsColumnsAndMarksWhatIsAbsent() {
    Table table = new Table(List.of("ID", "TAG", "VALUE"));
    table.add(
        List.of(Optional.of("1234"), Optional.empty(), Optional.of("caf\u00e9 \ud83d\udc31")));
    table.add(List.of(Optional.of("5"), Optional.of("cats"), Optional.of("cat")));

    assertThat(table.lines())
        .containsExactly(
            "ID    TAG   VALUE", "1234  -     caf\u00e9 \ud83d\udc31", "5     cats  cat");
  }

  @Test
  void letsNoCellBreakTheLineOrSteerTheTerminal() {
    Table table = new Table(List.of("REASON"));
    table.add(List.of(Optional.of("line one\nline two\u001b[2J")));

    assertThat(table.lines()).containsExactly("REASON", "line one line two\ufffd[2J");
  }
}
