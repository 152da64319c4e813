package dev.ouzel.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a turn of reading, or a keep-alive, costs the ledger: the frontier moves on a little. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CoverageLedgerBenchmark {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration STEP = Duration.ofMillis(1);

  /** Further back than X replays: what lies before is lost. */
  private static final Duration REPLAYED = Duration.ofHours(24);

  /** How many gaps wait for their repair. */
  @Param({"0", "200"})
  public int gaps;

  private CoverageLedger ledger;
  private Instant reach;

  /** One gap a minute, each of a second, all before the run. */
  @Setup(Level.Iteration)
  public void begin() {
    List<Gap> known =
        IntStream.range(0, gaps)
            .mapToObj(number -> START.minus(Duration.ofMinutes(gaps - number)))
            .map(from -> new TimeRange(from, from.plusSeconds(1)))
            .map(range -> Gap.open(range, "the connection was lost", OptionalLong.of(1)))
            .toList();
    ledger = CoverageLedger.of(new CoverageLedger.Run(START, START), "print", known);
    reach = START;
  }

  @Benchmark
  public CoverageLedger cover() {
    Instant next = reach.plus(STEP);
    TimeRange claim = new TimeRange(reach, next);
    Gap hole = Gap.open(claim, "the connection was lost", OptionalLong.of(1));
    ledger = ledger.cover(claim, hole).lose(next.minus(REPLAYED));
    reach = next;
    return ledger;
  }
}
