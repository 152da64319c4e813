package dev.ouzel.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ouzel.coverage.CoverageLedger.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random steps, against a model that keeps a mark for each second. */
class CoverageLedgerTest {
  private static final Instant ZERO = Instant.parse("2026-11-22T12:00:00Z");
  private static final int RUNS = 3_000;
  private static final int STEPS = 40;
  private static final int SECONDS = 1_800;

  /** What a second is. */
  private enum Mark {
    UNKNOWN,
    COVERED,
    OPEN,
    REPAIRED,
    LOST
  }

  private final Mark[] model = new Mark[SECONDS];
  private final List<Stretch> told = new ArrayList<>();
  private CoverageLedger ledger;
  private boolean begun;
  private int frontier;
  private int runFrom;

  @Test
  void agreesWithAMarkForEachSecond() {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + RUNS; seed++) {
      try {
        run(new Random(seed), 3 * SECONDS / STEPS);
      } catch (AssertionError | RuntimeException failure) {
        fail("seed " + seed + ": " + failure.getMessage(), failure);
      }
    }
  }

  @Test
  void callsNothingCoveredThatIsNotHoweverManyGapsThereAre() {
    long first = new Random().nextLong();
    for (long seed = first; seed < first + 20; seed++) {
      Random random = new Random(seed);
      start();
      for (int step = 0; step < 600; step++) {
        int from = Math.min(SECONDS - 2, frontier + 1 + random.nextInt(2));
        cover(from, Math.min(SECONDS - 1, from + 1 + random.nextInt(2)));
        if (random.nextInt(5) == 0) {
          settle();
        }
      }
      assertThat(ledger.gaps()).as("seed %d", seed).hasSize(CoverageLedger.MOST_GAPS);
      Mark[] shown = shown();
      for (int second = 0; second < SECONDS; second++) {
        if (model[second] == Mark.OPEN) {
          assertThat(shown[second]).as("seed %d, second %d", seed, second).isEqualTo(Mark.OPEN);
        }
      }
      checkOrder();
    }
  }

  private void start() {
    Arrays.fill(model, Mark.UNKNOWN);
    told.clear();
    ledger = CoverageLedger.empty();
    begun = false;
    frontier = 0;
    runFrom = 0;
  }

  private void run(Random random, int most) {
    start();
    for (int step = 0; step < STEPS; step++) {
      int from = random.nextInt(Math.min(SECONDS - 1, frontier + most));
      int to = from + 1 + random.nextInt(Math.min(most, SECONDS - from - 1) + 1);
      to = Math.min(to, SECONDS - 1);
      if (from < to) {
        step(random.nextInt(10), from, to);
        check();
      }
    }
  }

  private void step(int kind, int from, int to) {
    switch (kind) {
      case 0 -> begin(from);
      case 1, 2, 3 -> cover(from, to);
      case 4 -> {
        ledger = ledger.repair(range(from, to), "recovery");
        turn(from, to, Mark.OPEN, Mark.REPAIRED);
      }
      case 5 -> lose(from);
      case 6 -> mark(from, to);
      case 7 -> doubt(from, to);
      case 8 -> select("print " + from % 3);
      default -> settle();
    }
  }

  private void begin(int at) {
    ledger = ledger.begin(at(at));
    if (!begun) {
      begun = true;
      frontier = at;
      runFrom = at;
    }
  }

  private void cover(int from, int to) {
    ledger = ledger.cover(range(from, to), gap(0, 1, "hole before " + from));
    if (!begun) {
      begun = true;
      frontier = from;
      runFrom = from;
    }
    if (from > frontier) {
      fill(frontier, from, Mark.OPEN);
      frontier = from;
      runFrom = from;
    }
    if (from < runFrom) {
      turn(from, to, Mark.OPEN, Mark.REPAIRED);
    }
    fill(frontier, Math.max(to, frontier), Mark.COVERED);
    frontier = Math.max(to, frontier);
  }

  private void lose(int horizon) {
    List<Gap> before = ledger.gaps();
    ledger = ledger.lose(at(horizon));
    for (Gap gap : before) {
      int from = second(gap.range().from());
      int to = second(gap.range().to());
      int old = Math.min(to, horizon) - from;
      if (old > 0 && (to <= horizon || old >= 900)) {
        turn(from, from + old, Mark.OPEN, Mark.LOST);
      }
    }
  }

  private void mark(int from, int to) {
    ledger = ledger.mark(range(from, to), Gap.State.REPAIRING, "asked");
    assertThat(ledger.gaps())
        .filteredOn(gap -> gap.range().overlaps(range(from, to)))
        .allMatch(gap -> gap.state() == Gap.State.REPAIRING && gap.remedy().equals("asked"));
  }

  private void doubt(int from, int to) {
    ledger = ledger.doubt(gap(from, to, "doubt"));
    if (begun && from < frontier) {
      fill(from, Math.min(to, frontier), Mark.OPEN);
      runFrom = frontier;
    }
  }

  private void select(String next) {
    if (!next.equals(ledger.selection())) {
      runFrom = frontier;
    }
    ledger = ledger.select(next);
    assertThat(ledger.selection()).isEqualTo(next);
  }

  private void settle() {
    told.addAll(ledger.closed());
    ledger = ledger.settled();
    assertThat(ledger.closed()).isEmpty();
  }

  private void fill(int from, int to, Mark mark) {
    Arrays.fill(model, from, to, mark);
  }

  private void turn(int from, int to, Mark before, Mark after) {
    for (int second = from; second < to; second++) {
      model[second] = model[second] == before ? after : model[second];
    }
  }

  private void check() {
    assertThat(shown()).isEqualTo(model);
    checkOrder();
    assertThat(ledger.hasBegun()).isEqualTo(begun);
    if (begun) {
      assertThat(ledger.run()).isEqualTo(new Run(at(runFrom), at(frontier)));
      assertThat(ledger.frontier()).contains(at(frontier));
    }
  }

  /** Gaps are disjoint, in order, and before the run; what was covered is told once. */
  private void checkOrder() {
    Instant end = Instant.MIN;
    for (Gap gap : ledger.gaps()) {
      assertThat(gap.range().from()).isAfterOrEqualTo(end);
      end = gap.range().to();
    }
    if (!ledger.gaps().isEmpty()) {
      assertThat(end).isBeforeOrEqualTo(ledger.run().from());
    }
    Instant covered = Instant.MIN;
    for (Stretch stretch : closed()) {
      if (stretch instanceof Covered) {
        assertThat(stretch.range().from()).isAfterOrEqualTo(covered);
        covered = stretch.range().to();
      }
    }
  }

  private List<Stretch> closed() {
    List<Stretch> all = new ArrayList<>(told);
    all.addAll(ledger.closed());
    return all;
  }

  /** What the time line says, second by second. */
  private Mark[] shown() {
    Mark[] marks = new Mark[SECONDS];
    Arrays.fill(marks, Mark.UNKNOWN);
    Instant end = Instant.MIN;
    for (Stretch stretch : Timeline.of(closed(), ledger).stretches()) {
      assertThat(stretch.range().from()).as("in order").isAfterOrEqualTo(end);
      end = stretch.range().to();
      int to = second(stretch.range().to());
      Arrays.fill(marks, second(stretch.range().from()), to, mark(stretch));
    }
    return marks;
  }

  private static Mark mark(Stretch stretch) {
    if (stretch instanceof Gap gap) {
      return switch (gap.state()) {
        case OPEN, REPAIRING -> Mark.OPEN;
        case REPAIRED -> Mark.REPAIRED;
        case LOST -> Mark.LOST;
      };
    }
    return Mark.COVERED;
  }

  private static Gap gap(int from, int to, String reason) {
    return Gap.open(range(from, to), reason, OptionalLong.of(7));
  }

  private static TimeRange range(int from, int to) {
    return new TimeRange(at(from), at(to));
  }

  private static Instant at(int second) {
    return ZERO.plusSeconds(second);
  }

  private static int second(Instant time) {
    return Math.toIntExact(Duration.between(ZERO, time).toSeconds());
  }
}
