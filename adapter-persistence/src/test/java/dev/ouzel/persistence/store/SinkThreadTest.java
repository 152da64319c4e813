package dev.ouzel.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.sink.SinkFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class SinkThreadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SinkThread thread = new SinkThread();

  @AfterEach
  void close() {
    thread.close(() -> {});
  }

  private void failsWith(CompletableFuture<?> stage, String message) {
    assertThat(stage)
        .failsWithin(PATIENCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(SinkFailure.class)
        .withMessageContaining(message);
  }

  @Test
  void worksOnOneDaemonOfItsOwn() {
    for (int i = 0; i < 3; i++) {
      assertThat(thread.call(Thread::currentThread).toCompletableFuture())
          .succeedsWithin(PATIENCE)
          .matches(worker -> worker.getName().equals("ouzel-sink") && worker.isDaemon());
    }
  }

  @Test
  void passesOnFailuresAndOutlivesFaults() {
    failsWith(
        thread
            .call(
                () -> {
                  throw SinkFailure.permanent("full");
                })
            .toCompletableFuture(),
        "full");
    failsWith(
        thread
            .call(
                () -> {
                  throw new StackOverflowError();
                })
            .toCompletableFuture(),
        "a fault in the sink itself");

    assertThat(thread.call(() -> 1).toCompletableFuture()).succeedsWithin(PATIENCE).isEqualTo(1);
  }

  @Test
  void closesAfterTheWorkInFlight() {
    List<String> done = new ArrayList<>();
    CountDownLatch closing = new CountDownLatch(1);
    thread.call(
        () -> {
          awaitOf(closing);
          return done.add("work");
        });
    CompletableFuture<Void> close =
        CompletableFuture.runAsync(() -> thread.close(() -> done.add("last")));
    closing.countDown();

    assertThat(close).succeedsWithin(PATIENCE);
    assertThat(done).containsExactly("work", "last");
    failsWith(thread.call(() -> 1).toCompletableFuture(), "closed");
  }

  private static void awaitOf(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void mayBeClosedFromItsOwnThread() {
    CompletableFuture<String> last = new CompletableFuture<>();

    CompletableFuture<Void> closed =
        thread
            .call(() -> 1)
            .thenAccept(one -> thread.close(() -> last.complete("done")))
            .toCompletableFuture();

    assertThat(closed).succeedsWithin(PATIENCE);
    assertThat(last).succeedsWithin(PATIENCE);
  }
}
