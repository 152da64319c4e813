package dev.ouzel.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeRangeTest {
  private static final TimeRange HOUR = range(0, 60);

  @Test
  void isNeverEmpty() {
    assertThatThrownBy(() -> range(5, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> range(6, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThat(TimeRange.between(at(5), at(5))).isEmpty();
    assertThat(TimeRange.between(at(6), at(5))).isEmpty();
    assertThat(TimeRange.between(at(5), at(6))).contains(range(5, 6));
  }

  @Test
  void containsItsBeginningButNotItsEnd() {
    assertThat(HOUR.contains(at(0))).isTrue();
    assertThat(HOUR.contains(at(60).minusNanos(1))).isTrue();
    assertThat(HOUR.contains(at(60))).isFalse();
    assertThat(HOUR.contains(at(-1))).isFalse();
  }

  @Test
  void doesNotOverlapANeighbour() {
    assertThat(HOUR.overlaps(range(60, 70))).isFalse();
    assertThat(HOUR.overlaps(range(-10, 0))).isFalse();
    assertThat(HOUR.overlaps(range(59, 70))).isTrue();
    assertThat(HOUR.overlaps(range(-10, 1))).isTrue();
    assertThat(HOUR.overlaps(range(10, 20))).isTrue();
    assertThat(range(10, 20).overlaps(HOUR)).isTrue();
  }

  @Test
  void isCutByAnotherAndByAMoment() {
    assertThat(HOUR.within(range(50, 70))).contains(range(50, 60));
    assertThat(HOUR.within(range(-5, 5))).contains(range(0, 5));
    assertThat(HOUR.within(range(10, 20))).contains(range(10, 20));
    assertThat(HOUR.within(range(60, 70))).isEmpty();
    assertThat(HOUR.before(at(20))).contains(range(0, 20));
    assertThat(HOUR.before(at(70))).contains(HOUR);
    assertThat(HOUR.before(at(0))).isEmpty();
    assertThat(HOUR.since(at(20))).contains(range(20, 60));
    assertThat(HOUR.since(at(-5))).contains(HOUR);
    assertThat(HOUR.since(at(60))).isEmpty();
  }

  @Test
  void spansWhatLiesBetween() {
    assertThat(range(0, 10).spanning(range(30, 40))).isEqualTo(range(0, 40));
    assertThat(range(30, 40).spanning(range(0, 10))).isEqualTo(range(0, 40));
    assertThat(HOUR.spanning(range(10, 20))).isEqualTo(HOUR);
  }

  @Test
  void tellsItsLength() {
    assertThat(HOUR.length()).isEqualTo(Duration.ofHours(1));
  }

  private static TimeRange range(int from, int to) {
    return new TimeRange(at(from), at(to));
  }

  private static Instant at(int minute) {
    return Instant.parse("2026-11-22T12:00:00Z").plusSeconds(60L * minute);
  }
}
