package dev.ouzel.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.app.metrics.Exposed.Series;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromQlTest {
  private static final Instant BEGIN = Instant.ofEpochSecond(1_000);

  private final Scrapes scrapes = new Scrapes();

  @BeforeEach
  void scrape() {
    for (int i = 0; i < 5; i++) {
      scrapes.add(
          BEGIN.plusSeconds(60L * i),
          List.of(
              new Series("a", Map.of("l", "x"), i),
              new Series("a", Map.of("l", "y"), 10),
              new Series("b", Map.of("l", "x"), 4),
              new Series("fell", Map.of(), i == 3 ? 1 : i),
              new Series("none", Map.of(), Double.NaN)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a                                | 4.0 10.0",
        "a{l=\"x\"}                       | 4.0",
        "a > 4                            | 10.0",
        "a == b                           | 4.0",
        "a != b                           | ",
        "a + b * 2                        | 12.0",
        "(a + b) * 2                      | 16.0",
        "a / b - 1                        | 0.0",
        "a > 5 or b                       | 10.0 4.0",
        "a and b > 3                      | 4.0",
        "a and on (m) fell                | 4.0 10.0",
        "a{l=\"x\"} > 9 and b             | ",
        "time() - 1200                    | 40.0",
        "absent(a)                        | ",
        "absent(c)                        | 1.0",
        "increase(a{l=\"x\"}[2m])         | 1.0",
        "increase(a{l=\"x\"}[1h]) > 3     | 4.0",
        "increase(fell[1h])               | 6.0",
        "delta(fell[90s]) < 0             | ",
        "none == none or none != 0 and b  | ",
      })
  void reads(String expression, String values) {
    assertThat(PromQl.evaluate(expression, scrapes))
        .extracting(one -> String.valueOf(one.value()))
        .isEqualTo(values == null ? List.of() : List.of(values.split(" ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"rate(a[5m])", "a > > b", "a[5m]", "(a", "a{l=~\"x\"}", "a ?"})
  void refusesWhatItDoesNotKnow(String expression) {
    assertThatThrownBy(() -> PromQl.evaluate(expression, scrapes))
        .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class);
  }

  @Test
  void knowsNothingOfAProgramThatIsGone() {
    scrapes.add(BEGIN.plusSeconds(600), List.of());

    assertThat(PromQl.evaluate("a", scrapes)).isEmpty();
    assertThat(PromQl.evaluate("absent(a)", scrapes)).hasSize(1);
  }
}
