package dev.ouzel.ingest;

import dev.ouzel.post.PostId;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Posts at the highest rate that Twitter has published, 143,199 a second in August 2013, up to two
 * seconds late and 3 % of them twice, against a window of the default size.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class DuplicateWindowBenchmark {
  private static final int RECORD_RATE = 143_199;

  /** The window moves so often. */
  private static final int TURN_MILLIS = 50;

  private static final int TURN = RECORD_RATE * TURN_MILLIS / 1_000;

  /** After so many turns the same ids come again, dated later. */
  private static final int TURNS = 320;

  private static final Duration LAP = Duration.ofMillis((long) TURNS * TURN_MILLIS);
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final int LATEST_MILLIS = 2_000;
  private static final int TWICE_IN_100 = 3;

  /** A copy comes within so many posts. */
  private static final int COPY_WITHIN = 10_000;

  private final long[] ids = new long[TURNS * TURN];
  private DuplicateWindow window;
  private int turn;
  private Duration laps = Duration.ZERO;

  @Setup
  public void generate() {
    Random random = new Random(1);
    for (int i = 0; i < ids.length; i++) {
      if (i > 0 && random.nextInt(100) < TWICE_IN_100) {
        ids[i] = ids[i - 1 - random.nextInt(Math.min(i, COPY_WITHIN))];
      } else {
        long millis = i * 1_000L / RECORD_RATE - random.nextInt(LATEST_MILLIS);
        ids[i] = PostId.at(START.plusMillis(millis)).value() + random.nextInt(1 << 22);
      }
    }
    IngestSettings standard = IngestSettings.standard();
    window = new DuplicateWindow(standard.duplicateWindow(), standard.duplicateWindowBytes());
  }

  /** One turn. An operation is one post. */
  @Benchmark
  @OperationsPerInvocation(TURN)
  public void add(Blackhole verdicts) {
    window.advance(START.plus(laps).plusMillis((long) turn * TURN_MILLIS));
    long later = laps.toMillis() << 22;
    int from = turn * TURN;
    for (int i = from; i < from + TURN; i++) {
      verdicts.consume(window.add(ids[i] + later, 7));
    }
    turn++;
    if (turn == TURNS) {
      turn = 0;
      laps = laps.plus(LAP);
    }
  }
}
