package dev.ouzel.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.stream.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConnectBudgetTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void allowsAllButOneOfTheLimitInAnyFifteenMinutes() {
    ConnectBudget budget = ConnectBudget.fresh();
    Instant now = NOW;
    List<Instant> made = new ArrayList<>();
    while (now.isBefore(NOW.plus(Duration.ofHours(3)))) {
      now = now.plus(budget.waitBefore(now));
      budget = budget.attempted(now);
      made.add(now);
    }
    for (Instant last : made) {
      Instant since = last.minus(Duration.ofMinutes(15));
      assertThat(made.stream().filter(time -> time.isAfter(since) && !time.isAfter(last)))
          .hasSizeLessThanOrEqualTo(49);
    }
    assertThat(made).hasSizeGreaterThan(12 * 45);
  }

  @Test
  void makesHalfTheAttemptsAtOnceAndSpreadsTheRest() {
    ConnectBudget budget = ConnectBudget.fresh();
    Instant now = NOW;
    for (int i = 0; i < 25; i++) {
      assertThat(budget.waitBefore(now)).isZero();
      budget = budget.attempted(now);
    }
    for (int i = 25; i < 49; i++) {
      assertThat(budget.waitBefore(now)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
      now = now.plus(budget.waitBefore(now));
      budget = budget.attempted(now);
    }
    assertThat(budget.waitBefore(now)).isLessThan(Duration.ofSeconds(40));
  }

  @Test
  void forgetsAttemptsThatNoLongerCount() {
    ConnectBudget budget = ConnectBudget.fresh().attempted(NOW);
    budget = budget.attempted(NOW.plus(Duration.ofMinutes(15)));
    assertThat(budget.attempts()).containsExactly(NOW.plus(Duration.ofMinutes(15)));
  }

  @Test
  void followsTheLimitThatXTells() {
    ConnectBudget budget =
        ConnectBudget.fresh()
            .told(limit(3, 2, NOW.plusSeconds(900)), NOW)
            .attempted(NOW)
            .attempted(NOW);
    assertThat(budget.waitBefore(NOW)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void holdsUntilTheResetWhenXSaysThatOnlyTheReserveIsLeft() {
    Instant reset = NOW.plusSeconds(300);
    ConnectBudget budget = ConnectBudget.fresh().told(limit(50, 1, reset), NOW);
    assertThat(budget.waitBefore(NOW)).isEqualTo(Duration.ofMinutes(5));
    assertThat(budget.waitBefore(reset)).isZero();
    assertThat(budget.told(limit(50, 48, reset), NOW).waitBefore(NOW)).isPositive();
    Instant later = reset.plusSeconds(900);
    assertThat(budget.told(limit(50, 48, later), NOW).waitBefore(NOW)).isZero();
  }

  @Test
  void holdsNoLongerThanADayWhateverTheResetSays() {
    Instant never = Instant.parse("9999-01-01T00:00:00Z");
    ConnectBudget held = ConnectBudget.fresh().told(limit(50, 0, never), NOW);
    assertThat(held.waitBefore(NOW)).isEqualTo(Duration.ofDays(1));
    assertThat(held.waitBefore(NOW.plus(Duration.ofDays(1)))).isZero();
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    assertThat(ConnectBudget.fresh().told(limit(50, 0, tomorrow), NOW).heldUntil())
        .contains(tomorrow);
  }

  @Test
  void holdsOnWhenAnAnswerTellsNothingOfTheLimit() {
    Instant reset = NOW.plusSeconds(300);
    ConnectBudget held = ConnectBudget.fresh().told(limit(50, 0, reset), NOW);
    assertThat(held.told(RateLimit.unknown(), NOW)).isEqualTo(held);
    RateLimit lowAgain = new RateLimit(OptionalInt.empty(), OptionalInt.of(1), Optional.empty());
    assertThat(held.told(lowAgain, NOW).heldUntil()).contains(reset);
  }

  @Test
  void leavesRoomForRecoveriesWhileMoreThanHalfIsLeft() {
    ConnectBudget budget = ConnectBudget.fresh().told(limit(5, 4, NOW), NOW);
    assertThat(budget.isHalfLeft(NOW)).isTrue();
    budget = budget.attempted(NOW).attempted(NOW);
    assertThat(budget.isHalfLeft(NOW)).isTrue();
    assertThat(budget.attempted(NOW).isHalfLeft(NOW)).isFalse();
    assertThat(budget.told(limit(5, 0, NOW.plusSeconds(1)), NOW).isHalfLeft(NOW)).isFalse();
  }

  @Test
  void tellsHowLongXSaysToHoldWhateverWasCounted() {
    ConnectBudget held = ConnectBudget.fresh().told(limit(50, 0, NOW.plusSeconds(60)), NOW);
    assertThat(held.holdAt(NOW)).isEqualTo(Duration.ofMinutes(1));
    assertThat(held.holdAt(NOW.plusSeconds(61))).isZero();
    assertThat(ConnectBudget.fresh().holdAt(NOW)).isZero();
  }

  @Test
  void countsAttemptsDatedAheadAsMadeNow() {
    ConnectBudget budget = ConnectBudget.fresh().told(limit(3, 2, NOW), NOW);
    budget = budget.attempted(NOW.plusSeconds(7_200)).attempted(NOW.plusSeconds(7_200));
    assertThat(budget.waitBefore(NOW)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void allowsAnAttemptHoweverLowTheLimit() {
    assertThat(ConnectBudget.fresh().told(limit(0, 5, NOW), NOW).waitBefore(NOW)).isZero();
  }

  private static RateLimit limit(int limit, int remaining, Instant reset) {
    return new RateLimit(OptionalInt.of(limit), OptionalInt.of(remaining), Optional.of(reset));
  }
}
