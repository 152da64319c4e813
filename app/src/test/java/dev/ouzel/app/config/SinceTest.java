package dev.ouzel.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinceTest {
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  @ParameterizedTest
  @CsvSource({
    "90s, 2026-05-04T03:00:31Z",
    "2d, 2026-05-02T03:02:01Z",
    "2026-05-03, 2026-05-03T00:00:00Z",
    "2026-05-03T01:02:03Z, 2026-05-03T01:02:03Z",
    "2026-05-03T01:02:03.5+02:00, 2026-05-02T23:02:03.500Z"
  })
  void readsHowLongAgoDaysAndTimes(String text, Instant time) {
    assertThat(Since.parse(text, NOW)).isEqualTo(time);
  }

  @Test
  void saysWhatATimeIs() {
    assertThatThrownBy(() -> Since.parse("yesterday", NOW))
        .isInstanceOf(Mistake.class)
        .hasMessage(
            "'yesterday' is no time; write how long ago (90s, 2h, 3d), a day (2026-05-04), or a"
                + " time (2026-05-04T03:02:01Z)");
  }
}
