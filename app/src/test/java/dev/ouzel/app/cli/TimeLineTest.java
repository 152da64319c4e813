package dev.ouzel.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.TimeRange;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeLineTest {
  private static final Instant START = Instant.parse("2026-05-04T03:00:00Z");
  private static final TimeRange TEN_SECONDS = new TimeRange(START, START.plusSeconds(10));

  private static Mark mark(TimeRange part) {
    return part.from().isBefore(START.plusSeconds(4)) ? CoverageMark.COVERED : CoverageMark.LOST;
  }

  @Test
  void drawsAMarkForEachPartOfTheTime() {
    TimeLine line = new TimeLine(TEN_SECONDS, 10, false);

    assertThat(line.drawn(TimeLineTest::mark)).isEqualTo("====!!!!!!");
    assertThat(line.legend(CoverageMark.LOST)).isEqualTo("! lost");
    assertThat(line.head()).endsWith("03:00:10Z, a character for each 1.0 s");
  }

  @Test
  void isColouredInRunsAndEndsEachColour() {
    TimeLine line = new TimeLine(TEN_SECONDS, 10, true);

    assertThat(line.drawn(TimeLineTest::mark))
        .isEqualTo("\u001B[32m====\u001B[0m\u001B[1;31m!!!!!!\u001B[0m");
    assertThat(line.legend(CoverageMark.LOST)).isEqualTo("\u001B[1;31m!\u001B[0m lost");
  }

  /** More characters than nanoseconds. */
  @Test
  void drawsTheShortestTime() {
    TimeRange shortest = new TimeRange(START, START.plusNanos(1));

    assertThat(new TimeLine(shortest, 7, false).drawn(TimeLineTest::mark)).isEqualTo("=======");
  }
}
