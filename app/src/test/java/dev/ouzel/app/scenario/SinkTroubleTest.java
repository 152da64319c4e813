package dev.ouzel.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.Gap;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.testkit.memory.MemoryStore;
import dev.ouzel.testkit.server.FakeXSettings;
import dev.ouzel.testkit.server.ReplaySupport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the sink is slow or away while X goes on. */
@Timeout(60)
class SinkTroubleTest {
  private static final int MIB = 1 << 20;
  private static final int ROOM = MIB;

  /** Asked for ahead: four turns of reading, and one under way. */
  private static final int TURNS = 5 * (64 << 10);

  private static final Duration BEAT = Duration.ofSeconds(2);

  private final Valve valve = new Valve();
  private final Random random = new Random(7);

  @TempDir private Path directory;

  private Scene scene(
      Shelf shelf,
      UnaryOperator<FakeXSettings.Builder> x,
      UnaryOperator<IngestSettings.Builder> settings) {
    return new Scene(
            shelf, x, own -> settings.apply(own.maxBufferedBytes(ROOM).batchBytes(ROOM / 4)))
        .withSink(valve::before);
  }

  /** A text that does not compress well, of so many characters. */
  private String longText(int size) {
    byte[] bytes = new byte[size / 4 * 3];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Lets time pass while long posts come, and checks that memory stays flat. */
  private void flood(Scene scene, Duration time, int size) {
    for (Duration left = time; !left.isNegative() && !left.isZero(); left = left.minus(BEAT)) {
      scene.pass(BEAT, BEAT);
      scene.x().post(longText(size));
      assertThat(scene.status().bufferedBytes()).isLessThan(ROOM + ROOM / 4 + TURNS);
    }
  }

  @Test
  void whatXDropsWhileASlowSinkHoldsReadingUpIsAGapAndNotCovered() {
    try (Scene scene =
        scene(
            Shelf.sqlite(directory),
            x -> x.bufferLimit(MIB).backfill(ReplaySupport.IGNORED),
            settings -> settings.recoveries(0))) {
      scene.start().flowWell();
      valve.shut();
      flood(scene, Duration.ofMinutes(3), 256 << 10);
      assertThat(scene.journal().has(IngestEvent.Paused.class)).isTrue();
      assertThat(scene.x().connections().get(0).connection().disconnectReason())
          .contains("slow_reader");
      assertThat(scene.attempts()).hasSize(1);

      valve.open();
      scene.flow(Duration.ofMinutes(2), BEAT);
      assertThat(scene.journal().has(IngestEvent.Resumed.class)).isTrue();
      assertThat(scene.attempts()).hasSize(2);
      scene.end();
      assertThat(scene.claims().missing()).isNotEmpty();
      assertThat(scene.claims().gaps(Gap.State.OPEN)).hasSize(1);
    }
  }

  @Test
  void aSinkThatIsAwayForTenMinutesPausesReadingAndLosesNothing() {
    try (Scene scene =
        scene(Shelf.sqlite(directory), x -> x.bufferLimit(64 * MIB), settings -> settings)) {
      scene.start().flowWell();
      valve.fail();
      flood(scene, Duration.ofMinutes(10), 64 << 10);
      assertThat(scene.journal().has(IngestEvent.Paused.class)).isTrue();
      assertThat(scene.journal().all(IngestEvent.CommitFailed.class)).hasSizeBetween(18, 26);

      valve.open();
      scene.flow(Duration.ofMinutes(2), BEAT);
      scene.end();
      assertThat(scene.attempts()).hasSize(1);
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().gaps()).isEmpty();
    }
  }

  @Test
  void whenXDropsTheReaderMeanwhileTheRestComesWithBackfillAndRecoveries() {
    MemoryStore store = new MemoryStore();
    try (Scene scene = scene(Shelf.of(store), x -> x.bufferLimit(MIB), settings -> settings)) {
      scene.start().flowWell();
      valve.fail();
      flood(scene, Duration.ofMinutes(10), 64 << 10);
      assertThat(scene.x().connections().get(0).isOpen()).isFalse();

      valve.open();
      scene.flow(Duration.ofMinutes(4), BEAT);
      scene.end();
      assertThat(scene.attempts().get(1).query()).containsEntry("backfill_minutes", "5");
      assertThat(scene.recoveries()).isNotEmpty();
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }
}
