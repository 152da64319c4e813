package dev.ouzel.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.loop.EventLoop.Timer;
import dev.ouzel.loop.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ManualLoopTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final ManualLoop loop = new ManualLoop(START, 1);
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsNothingByItself() {
    loop.execute(() -> ran.add("a"));

    assertThat(ran).isEmpty();
    assertThat(loop.waitingTasks()).isEqualTo(1);
  }

  @Test
  void runsTasksInTheOrderGivenAndThoseTheyGiveAfterThem() {
    loop.execute(
        () -> {
          loop.execute(() -> ran.add("c"));
          ran.add("a");
        });
    loop.execute(() -> ran.add("b"));

    loop.run();

    assertThat(ran).containsExactly("a", "b", "c");
  }

  @Test
  void runsEachTimerAtItsTime() {
    loop.after(Duration.ofSeconds(2), () -> ran.add("second " + loop.now().wall()));
    loop.after(Duration.ofSeconds(1), () -> ran.add("first " + loop.now().wall()));
    loop.after(Duration.ofSeconds(4), () -> ran.add("too late"));

    loop.advance(Duration.ofSeconds(3));

    assertThat(ran).containsExactly("first 2026-03-01T12:00:01Z", "second 2026-03-01T12:00:02Z");
    assertThat(loop.now()).isEqualTo(new Moment(START.plusSeconds(3), 3_000_000_000L));
  }

  @Test
  void runsATimerThatATimerSetsWithinTheSameAdvance() {
    loop.after(
        Duration.ofSeconds(1), () -> loop.after(Duration.ofSeconds(1), () -> ran.add("again")));

    loop.advance(Duration.ofSeconds(2));

    assertThat(ran).containsExactly("again");
  }

  @Test
  void doesNotRunACancelledTimer() {
    Timer timer = loop.after(Duration.ofSeconds(1), () -> ran.add("cancelled"));

    timer.cancel();
    loop.advance(Duration.ofSeconds(2));

    assertThat(ran).isEmpty();
  }

  @Test
  void jumpsOnTheWallWithoutTimePassing() {
    loop.after(Duration.ofSeconds(1), () -> ran.add("due"));
    Moment before = loop.now();

    loop.jumpWallClock(Duration.ofHours(-1));
    loop.run();

    assertThat(ran).isEmpty();
    assertThat(loop.now().since(before)).isZero();
    assertThat(loop.now().wall()).isEqualTo(START.minus(Duration.ofHours(1)));
  }

  @Test
  void givesTheSameNumbersForTheSameSeed() {
    assertThat(new ManualLoop(START, 7).random()).isEqualTo(new ManualLoop(START, 7).random());
    assertThat(new ManualLoop(START, 7).random()).isNotEqualTo(new ManualLoop(START, 8).random());
  }

  @Test
  void handsOutWhatATaskThrows() {
    loop.execute(
        () -> {
          throw new IllegalStateException("a mistake");
        });

    assertThatThrownBy(loop::run).hasMessage("a mistake");
  }
}
