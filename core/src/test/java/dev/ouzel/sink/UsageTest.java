package dev.ouzel.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static final Instant EVENING = Instant.parse("2026-11-29T23:59:59Z");
  private static final Instant NEXT_DAY = Instant.parse("2026-11-30T00:00:00Z");
  private static final Instant NEXT_MONTH = Instant.parse("2026-12-01T00:00:00Z");

  private final Usage usage = Usage.none().plus(3, EVENING).plus(2, EVENING);

  @Test
  void countsTheDayAndTheMonth() {
    assertThat(usage.today()).isEqualTo(5);
    assertThat(usage.thisMonth()).isEqualTo(5);
    assertThat(usage.in(Usage.Period.DAY)).isEqualTo(5);
    assertThat(usage.in(Usage.Period.MONTH)).isEqualTo(5);
  }

  @Test
  void beginsAnewWithTheDayAndTheMonthByUtc() {
    Usage tomorrow = usage.plus(1, NEXT_DAY);
    assertThat(tomorrow.today()).isEqualTo(1);
    assertThat(tomorrow.thisMonth()).isEqualTo(6);
    assertThat(tomorrow.at(NEXT_MONTH).today()).isZero();
    assertThat(tomorrow.at(NEXT_MONTH).thisMonth()).isZero();
    assertThat(tomorrow.at(NEXT_MONTH.plusSeconds(366L * 86_400)).thisMonth()).isZero();
  }

  @Test
  void forgetsNothingWhenTheClockIsSetBack() {
    Usage tomorrow = usage.plus(1, NEXT_DAY);
    assertThat(tomorrow.plus(1, EVENING)).isEqualTo(tomorrow.plus(1, NEXT_DAY));
  }

  @Test
  void tellsWhenAPeriodIsOver() {
    assertThat(Usage.Period.DAY.endAfter(EVENING)).isEqualTo(NEXT_DAY);
    assertThat(Usage.Period.MONTH.endAfter(EVENING)).isEqualTo(NEXT_MONTH);
    assertThat(Usage.Period.MONTH.endAfter(NEXT_MONTH))
        .isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
  }
}
