package dev.ouzel.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SerialEventLoopTest {
  private final SerialEventLoop loop = new SerialEventLoop();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void runsTasksOneAtATimeInOrder() throws Exception {
    List<Integer> order = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1_000);
    for (int i = 0; i < 1_000; i++) {
      int number = i;
      loop.execute(
          () -> {
            order.add(number);
            done.countDown();
          });
    }
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(order).isSorted().hasSize(1_000);
  }

  @Test
  void neverRunsATaskWithinTheCallThatGaveIt() {
    CompletableFuture<Boolean> ranWithin = new CompletableFuture<>();
    loop.execute(
        () -> {
          boolean[] ran = {false};
          loop.execute(() -> ran[0] = true);
          ranWithin.complete(ran[0]);
        });
    assertThat(ranWithin.join()).isFalse();
  }

  @Test
  void runsATaskWhenItsTimeHasCome() {
    Moment before = loop.now();
    CompletableFuture<Moment> ran = new CompletableFuture<>();
    loop.after(Duration.ofMillis(20), () -> ran.complete(loop.now()));
    assertThat(ran.join().since(before)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
  }

  @Test
  void doesNotRunACancelledTask() {
    CompletableFuture<String> first = new CompletableFuture<>();
    loop.execute(
        () -> {
          loop.after(Duration.ZERO, () -> first.complete("cancelled")).cancel();
          loop.after(Duration.ZERO, () -> first.complete("later"));
        });
    assertThat(first.join()).isEqualTo("later");
  }

  @Test
  void dropsTasksOnceClosed() {
    loop.close();
    loop.execute(() -> {});
    loop.after(Duration.ZERO, () -> {}).cancel();
  }
}
