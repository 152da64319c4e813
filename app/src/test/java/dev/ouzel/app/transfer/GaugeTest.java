package dev.ouzel.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.app.operations.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GaugeTest {
  private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-05-04T03:02:01Z");

  private Gauge gauge(boolean terminal) {
    PrintStream out = new PrintStream(drawn, true, StandardCharsets.UTF_8);
    return new Gauge(new Console(out, out, terminal), () -> now);
  }

  private String drawn() {
    return drawn.toString(StandardCharsets.UTF_8);
  }

  @Test
  void drawsHowFarItIsAndHowFast() {
    Gauge gauge = gauge(true);
    gauge.begin(1_000, 2_000, 5_000);
    now = now.plusSeconds(2);

    gauge.at(1_500, 15_000);

    assertThat(drawn())
        .isEqualTo(
            "\r[" + "#".repeat(15) + "-".repeat(15) + "]  50 %  15,000 posts, 5,000/s\u001B[K");
  }

  @Test
  void drawsAFewTimesASecondAndGoesAway() {
    Gauge gauge = gauge(true);
    gauge.begin(0, 10, 0);
    for (int i = 0; i < 10; i++) {
      gauge.at(i, i);
      now = now.plusMillis(50);
    }
    assertThat(drawn().split("\r", -1)).hasSize(3);

    gauge.close();

    assertThat(drawn()).endsWith("\r\u001B[K");
  }

  @Test
  void countsAloneWhenNobodyKnowsTheEnd() {
    Gauge gauge = gauge(true);
    gauge.begin(0, 0, 0);
    now = now.plusSeconds(1);

    gauge.at(70, 7);

    assertThat(drawn()).isEqualTo("\r7 posts, 7/s\u001B[K");
  }

  @Test
  void drawsNothingWhereNobodyWatches() {
    try (Gauge gauge = gauge(false)) {
      gauge.begin(0, 10, 0);
      gauge.at(5, 5);
    }
    assertThat(drawn()).isEmpty();
  }
}
