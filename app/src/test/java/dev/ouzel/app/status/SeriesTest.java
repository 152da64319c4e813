package dev.ouzel.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final Instant START = Instant.parse("2026-05-04T12:00:00Z");

  private final Series series = new Series(START);

  @Test
  void tellsPostsASecondAndTheLongestLagOfEachWholeStep() {
    stored(1, 10, 2);
    stored(9, 40, 5);
    stored(12, 60, 1);
    stored(31, 61, 1);

    Series.Curves curves = series.curves(START.plusSeconds(35));

    assertThat(curves.end()).isEqualTo(START.plusSeconds(30));
    assertThat(curves.postsPerSecond()).hasSize(Series.POINTS);
    assertThat(last(curves.postsPerSecond(), 4))
        .containsExactly(
            OptionalDouble.empty(),
            OptionalDouble.of(4),
            OptionalDouble.of(2),
            OptionalDouble.of(0));
    assertThat(last(curves.lagSeconds(), 4))
        .containsExactly(
            OptionalDouble.empty(),
            OptionalDouble.of(5),
            OptionalDouble.of(1),
            OptionalDouble.empty());
  }

  @Test
  void remembersAnHourAndNoMore() {
    for (int second = 0; second < 3 * 3_600; second += 5) {
      stored(second, second + 5, 1);
    }

    Series.Curves curves = series.curves(START.plusSeconds(3 * 3_600));

    assertThat(curves.postsPerSecond()).hasSize(360).containsOnly(OptionalDouble.of(1));
  }

  @Test
  void tellsNothingOfAnHourInWhichNothingCame() {
    stored(1, 10, 2);

    Series.Curves curves = series.curves(START.plusSeconds(7_200));

    assertThat(curves.postsPerSecond()).containsOnly(OptionalDouble.of(0));
    assertThat(curves.lagSeconds()).containsOnly(OptionalDouble.empty());
  }

  @Test
  void aClockThatIsSetBackLosesNoPost() {
    stored(25, 100, 1);
    stored(3, 200, 1);

    assertThat(last(series.curves(START.plusSeconds(30)).postsPerSecond(), 1))
        .containsExactly(OptionalDouble.of(20));
  }

  private void stored(int second, long total, int lag) {
    series.stored(START.plusSeconds(second), total, Optional.of(Duration.ofSeconds(lag)));
  }

  private static List<OptionalDouble> last(List<OptionalDouble> curve, int count) {
    return curve.subList(curve.size() - count, curve.size());
  }
}
