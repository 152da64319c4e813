package dev.ouzel.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Problem;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Instant NOW = Instant.parse("2026-11-22T23:50:00Z");
  private static final EndCause CLOSED = new EndCause.Closed();
  private static final EndCause BROKEN = new EndCause.NetworkFailure("connection reset");
  private static final EndCause UNAVAILABLE = refused(503, Problem.builder().build());
  private static final EndCause TOO_MANY =
      refused(429, Problem.builder().connectionIssue("TooManyConnections").build());

  @Test
  void reconnectsAtOnceOnceAndThenClimbsWhenXAcceptsAndCloses() {
    assertThat(seconds(CLOSED, true, 9))
        .containsExactly(0d, 5d, 10d, 20d, 40d, 80d, 160d, 320d, 320d);
  }

  @Test
  void climbsFromTheFirstRefusal() {
    assertThat(seconds(UNAVAILABLE, false, 3)).containsExactly(5d, 10d, 20d);
  }

  @Test
  void waitsAMinuteAndDoublesWhenXSaysTooMany() {
    assertThat(seconds(TOO_MANY, false, 5)).containsExactly(60d, 120d, 240d, 320d, 320d);
  }

  @Test
  void climbsByAQuarterSecondWhenTheNetworkFails() {
    List<Double> waits = seconds(BROKEN, false, 70);
    assertThat(waits.subList(0, 3)).containsExactly(0.25, 0.5, 0.75);
    assertThat(waits.subList(62, 70)).containsOnly(15.75, 16d);
  }

  @Test
  void doesNotStartAgainWhenTheKindOfFailureChanges() {
    Backoff backoff = Backoff.fresh();
    backoff = backoff.after(BROKEN, false, NOW, 0).next();
    backoff = backoff.after(BROKEN, false, NOW, 0).next();
    assertThat(backoff.after(UNAVAILABLE, false, NOW, 0).pause()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void keepsTheReconnectAtOnceForAConnectionThatWasOpen() {
    Backoff refused = Backoff.fresh().after(UNAVAILABLE, false, NOW, 0).next();
    assertThat(refused.after(BROKEN, true, NOW, 0).pause()).isZero();
  }

  @Test
  void waitsForTheNextUtcDayWhenADailyCapIsReached() {
    EndCause capped =
        refused(
            429,
            Problem.builder()
                .type("https://api.x.com/2/problems/usage-capped")
                .period("Daily")
                .build());
    assertThat(Backoff.fresh().after(capped, false, NOW, 0).pause())
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(Backoff.fresh().after(capped, false, NOW, -1).pause())
        .as("with the most jitter")
        .isLessThan(Duration.ofMinutes(11));
    Instant byAClockThatIsAhead = NOW.plus(Duration.ofMinutes(10)).plusSeconds(6);
    assertThat(Backoff.fresh().after(capped, false, byAClockThatIsAhead, 0).pause())
        .as("just refused again, after midnight by our clock but not by X's")
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void jitterOnlyLengthensAWait() {
    Duration most = Backoff.fresh().after(UNAVAILABLE, false, NOW, -1).pause();
    assertThat(most).isBetween(Duration.ofMillis(5_400), Duration.ofMillis(5_500));
  }

  @Test
  void knowsWhatNoRetryMends() {
    assertThat(List.of(400, 401, 402, 403, 409))
        .allSatisfy(
            status ->
                assertThat(Ladder.of(refused(status, Problem.builder().build())))
                    .isEqualTo(Ladder.FINAL));
    EndCause monthly =
        refused(429, Problem.builder().type("usage-capped").period("Monthly").build());
    assertThat(Ladder.of(monthly)).isEqualTo(Ladder.FINAL);
  }

  private static List<Double> seconds(EndCause cause, boolean opened, int times) {
    List<Double> waits = new ArrayList<>();
    Backoff backoff = Backoff.fresh();
    for (int i = 0; i < times; i++) {
      Backoff.Step step = backoff.after(cause, opened, NOW, 0);
      waits.add(step.pause().toMillis() / 1e3);
      backoff = step.next();
    }
    return waits;
  }

  private static EndCause refused(int status, Problem problem) {
    return new EndCause.Refused(new Refusal(status, List.of(problem), RateLimit.unknown(), ""));
  }
}
