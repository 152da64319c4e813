package dev.ouzel.app.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void isZeroUntilSomethingWasCountedTwice() {
    assertThat(Rate.none().perSecond(START)).isZero();
    assertThat(Rate.none().counting(START, 7).perSecond(START.plusSeconds(1))).isZero();
  }

  @Test
  void tellsHowFastTheCountGrew() {
    Rate rate = Rate.none().counting(START, 0).counting(START.plusSeconds(2), 1_000);

    assertThat(rate.perSecond(START.plusSeconds(2))).isEqualTo(500);
  }

  @Test
  void forgetsWhatIsLongAgo() {
    Rate rate = Rate.none();
    for (int second = 0; second <= 60; second++) {
      rate = rate.counting(START.plusSeconds(second), second < 30 ? second * 1_000L : 30_000);
    }

    assertThat(rate.perSecond(START.plusSeconds(60))).isZero();
  }

  @Test
  void isZeroOnceNothingMoreIsCounted() {
    Rate rate = Rate.none().counting(START, 0).counting(START.plusSeconds(1), 500);

    assertThat(rate.perSecond(START.plusSeconds(7))).isZero();
  }

  @Test
  void holdsFewSamplesHoweverOftenItCounts() {
    Rate rate = Rate.none();
    for (int i = 0; i <= 10_000; i++) {
      rate = rate.counting(START.plusMillis(i), i);
    }

    assertThat(rate.samples()).hasSizeLessThan(30);
    assertThat(rate.perSecond(START.plusMillis(10_000))).isCloseTo(1_000, within(1.0));
  }
}
