package dev.ouzel.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader that takes everything would prove nothing. */
class ExposedTest {
  private static final String HEAD = "# HELP a_total What.\n# TYPE a_total counter\n";
  private static final String BUCKETS =
      "# HELP h Spans.\n# TYPE h histogram\nh_bucket{le=\"1\"} %s\nh_bucket{le=\"%s\"} 3\n";

  @Test
  void readsWhatIsValid() {
    Exposed exposed =
        Exposed.parse(
            HEAD
                + "a_total{x=\"\\\\ \\\" \\n, }\",y=\"\"} 1.5E3\na_total NaN\n"
                + BUCKETS.formatted(2, "+Inf")
                + "h_sum 2.5\nh_count 3\n");

    assertThat(exposed.value("a_total", "x", "\\ \" \n, }", "y", "")).isEqualTo(1500);
    assertThat(exposed.value("a_total")).isNaN();
    assertThat(exposed.families().get("h").type()).isEqualTo("histogram");
    assertThat(exposed.find("b_total")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEAD + "a_total 1",
        HEAD + "a_total 1\na_total 2\n",
        HEAD + "b_total 1\n",
        HEAD + "a_total{x=\"1\",x=\"2\"} 1\n",
        HEAD + "a_total{x=\"\\y\"} 1\n",
        HEAD + "a_total{x=1} 1\n",
        HEAD + "a_total one\n",
        HEAD + "a_total 1\n" + HEAD,
        HEAD + "\n",
        "a_total 1\n",
        "# TYPE a_total counter\na_total 1\n",
        "# HELP a What.\n# TYPE a counter\na 1\n",
      })
  void refusesWhatIsNot(String text) {
    assertThatThrownBy(() -> Exposed.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 +Inf|h_sum 1\nh_count 4\n",
        "4 +Inf|h_sum 1\nh_count 3\n",
        "2 5|h_sum 1\nh_count 3\n",
        "2 0|h_sum 1\nh_count 3\n",
        "2 +Inf|h_count 3\n",
        "2 +Inf|h_sum 1\n",
      })
  void refusesHistogramsThatCannotBe(String parts) {
    String[] values = parts.split("[ |]", 3);

    assertThatThrownBy(() -> Exposed.parse(BUCKETS.formatted(values[0], values[1]) + values[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
