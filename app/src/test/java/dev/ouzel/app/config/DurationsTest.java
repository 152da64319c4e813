package dev.ouzel.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "20s, PT20S",
    "5m, PT5M",
    "1h, PT1H",
    "2d, PT48H",
    "PT20S, PT20S",
    "pt1h30m, PT90M",
    "' 7S ', PT7S"
  })
  void readsWhatPeopleWrite(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "s", "1.5h", "20 s", "-5s", "five", "9999999999999s", "P1Y"})
  void saysHowToWriteOneInsteadOfWhatIsNone(String text) {
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> Durations.parse(text))
        .withMessageContaining("'" + text + "' is no duration")
        .withMessageContaining("20s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0s", "0ms", "PT0S", "PT-5S"})
  void refusesNothingAndLess(String text) {
    assertThatExceptionOfType(Mistake.class).isThrownBy(() -> Durations.parse(text));
  }

  @Test
  void refusesMoreThanACenturyWhichNoClockHereCanMeasure() {
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> Durations.parse("999999999999h"))
        .withMessageContaining("at most");
  }
}
