package dev.ouzel.app.scenario;

import static dev.ouzel.testkit.script.Attempts.attempt;
import static dev.ouzel.testkit.script.Attempts.attempts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.app.metrics.AlertRule;
import dev.ouzel.app.operations.SpoolWatch;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.ingest.IngestStatus;
import dev.ouzel.ingest.Tally;
import dev.ouzel.post.PostId;
import dev.ouzel.testkit.memory.MemoryStore;
import dev.ouzel.testkit.script.Answer;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.FakeXSettings;
import dev.ouzel.testkit.server.ReplaySupport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alert is raised by the fault that it is for, and none while all is well. */
@Timeout(120)
class AlertsTest {
  private static final int ROOM = 1 << 20;
  private static final Duration PRELUDE = Duration.ofMinutes(2);

  @TempDir private Path directory;
  private final Valve valve = new Valve();
  private final MemoryStore store = new MemoryStore();
  private final SpoolWatch spool = new SpoolWatch();

  /**
   * What goes wrong.
   *
   * @param x how X is
   * @param settings how the ingest is
   * @param happens what happens after two minutes in which all is well
   */
  private record Fault(
      UnaryOperator<FakeXSettings.Builder> x,
      UnaryOperator<IngestSettings.Builder> settings,
      Consumer<Watchman> happens) {
    Fault(Consumer<Watchman> happens) {
      this(x -> x, settings -> settings, happens);
    }

    Fault(FaultScript script, Consumer<Watchman> happens) {
      this(x -> x.script(script), settings -> settings, happens);
    }
  }

  private Fault fault(String alert) {
    return switch (alert) {
      case "OuzelDown" -> new Fault(AlertsTest::dies);
      case "OuzelUnresponsive" -> new Fault(AlertsTest::hangs);
      case "OuzelDisconnected" ->
          new Fault(
              FaultScript.empty()
                  .fault(
                      "X is ill", attempts(2, 9).atAccept(), refusal(Reply.serviceUnavailable())),
              watch -> ended(watch).busy(minutes(8)));
      case "OuzelSlotHeld" ->
          new Fault(
              FaultScript.empty()
                  .fault("taken", attempts(2, 4).atAccept(), refusal(Reply.tooManyConnections())),
              watch -> ended(watch).busy(minutes(4)));
      case "OuzelSilent" ->
          new Fault(
              FaultScript.empty().fault("dead socket", attempt(1).atFrame(45), Deed.stall()),
              watch -> watch.busy(minutes(2)));
      case "OuzelQuiet" -> new Fault(watch -> watch.calm(minutes(16)));
      case "OuzelVolumeCollapsed" -> new Fault(AlertsTest::collapses);
      case "OuzelLagging" -> new Fault(watch -> late(watch, Duration.ofMinutes(2), minutes(6)));
      case "OuzelLatePosts" -> new Fault(watch -> late(watch, Duration.ofSeconds(50), minutes(1)));
      default -> faultOfSinkOrGap(alert);
    };
  }

  private Fault faultOfSinkOrGap(String alert) {
    return switch (alert) {
      case "OuzelReadingPaused" ->
          new Fault(
              x -> x.bufferLimit(64 * ROOM),
              settings -> settings.maxBufferedBytes(ROOM).batchBytes(ROOM / 4),
              this::stuck);
      case "OuzelSinkFailing" -> new Fault(watch -> away(watch).busy(minutes(3)));
      case "OuzelSpoolGrowing" -> new Fault(watch -> awayBehindSpool(watch).busy(minutes(22)));
      case "OuzelGapOpen" ->
          new Fault(
              x -> x.backfill(ReplaySupport.IGNORED),
              settings -> settings.recoveries(0),
              watch -> interrupted(watch).busy(minutes(18)));
      case "OuzelGapLost" -> new Fault(AlertsTest::sleepsForADay);
      case "OuzelRepairRefused" ->
          new Fault(
              x -> x.backfill(ReplaySupport.REFUSED_403),
              settings -> settings,
              watch -> interrupted(watch).busy(minutes(2)));
      case "OuzelBudgetLow" -> new Fault(AlertsTest::unreachable);
      case "OuzelUsageHigh" ->
          new Fault(
              x -> x, settings -> settings.maxPostsPerDay(50), watch -> watch.busy(minutes(1)));
      case "OuzelDeadLetters" -> new Fault(AlertsTest::garbage);
      case "OuzelBooksUnbalanced" -> new Fault(AlertsTest::forgetful);
      default -> throw new AssertionError("no fault is known for " + alert);
    };
  }

  static List<String> alerts() {
    return AlertRule.all().stream().map(AlertRule::name).toList();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void isRaisedByTheFaultThatItIsFor(String alert) {
    Fault fault = fault(alert);
    Shelf shelf =
        alert.equals("OuzelSpoolGrowing")
            ? new SpoolShelf(store, directory.resolve("spool.db"), spool)
            : Shelf.of(store);
    try (Watchman watch = watchman(shelf, fault)) {
      watch.scene().start();
      watch.busy(PRELUDE);
      assertThat(watch.noticed()).isEmpty();

      fault.happens().accept(watch);
      assertThat(watch.raised()).contains(alert);
    }
  }

  @Test
  void noneIsEvenNearWhileAllIsWell() {
    try (Watchman watch = watchman(Shelf.sqlite(directory), new Fault(any -> {}))) {
      watch.scene().start();
      watch.busy(minutes(25));

      assertThat(watch.noticed()).isEmpty();
    }
  }

  private Watchman watchman(Shelf shelf, Fault fault) {
    UnaryOperator<IngestSettings.Builder> settings =
        own -> fault.settings().apply(own.maxPostsPerMonth(1_000_000));
    Scene scene = new Scene(shelf, fault.x(), settings).withSink(valve::before);
    return new Watchman(scene, settings.apply(IngestSettings.builder()).build(), spool);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static Answer refusal(Reply reply) {
    return Answer.refuse(reply);
  }

  private static Watchman ended(Watchman watch) {
    watch.scene().x().endConnections();
    return watch;
  }

  /** X is away for so long that its backfill does not reach back. */
  private static Watchman interrupted(Watchman watch) {
    watch.scene().x().stop();
    watch.busy(minutes(7));
    watch.scene().x().start();
    return watch;
  }

  private static void dies(Watchman watch) {
    watch.scene().kill();
    watch.absent(minutes(3));
  }

  private static void hangs(Watchman watch) {
    watch.withStatus(
        status -> CompletableFuture.failedFuture(new TimeoutException("the loop is stuck")));
    watch.busy(minutes(3));
  }

  private static void collapses(Watchman watch) {
    watch.watch(
        minutes(7),
        () -> {
          watch.scene().post();
          watch.scene().post();
        });
    for (int i = 0; i < 4; i++) {
      watch.scene().post();
      watch.calm(minutes(2));
    }
  }

  /** Posts come so long after their creation. */
  private static void late(Watchman watch, Duration behind, Duration time) {
    watch.watch(
        time,
        () -> {
          long id = PostId.at(watch.scene().now().minus(behind)).value();
          watch.scene().x().publish(id, "a cat");
        });
  }

  private void stuck(Watchman watch) {
    valve.shut();
    watch.watch(minutes(3), () -> watch.scene().x().post("cat ".repeat(ROOM / 16)));
  }

  private Watchman away(Watchman watch) {
    valve.fail();
    return watch;
  }

  private Watchman awayBehindSpool(Watchman watch) {
    store.failTransiently(100_000);
    return watch;
  }

  /** What was missed at its beginning lies further back than X replays. */
  private static void sleepsForADay(Watchman watch) {
    watch.scene().kill();
    watch.scene().pass(Duration.ofHours(25), Duration.ofHours(1));
    watch.scene().start();
    watch.busy(minutes(2));
  }

  private static void unreachable(Watchman watch) {
    watch.scene().x().stop();
    watch.busy(minutes(14));
  }

  private static void garbage(Watchman watch) {
    watch.scene().x().sendRaw("<html>503</html>\r\n".getBytes(StandardCharsets.UTF_8));
    watch.busy(minutes(1));
  }

  private static void forgetful(Watchman watch) {
    watch.withStatus(status -> status.thenApply(AlertsTest::withoutAFrame));
    watch.busy(minutes(1));
  }

  private static IngestStatus withoutAFrame(IngestStatus status) {
    Tally tally = status.tally();
    return new IngestStatus(
        status.state(),
        status.since(),
        status.bufferedBytes(),
        status.heardAt(),
        status.lastEnd(),
        status.coverage(),
        status.budget(),
        status.usage(),
        Tally.builder().from(tally).stored(tally.stored() - 1).build());
  }
}
