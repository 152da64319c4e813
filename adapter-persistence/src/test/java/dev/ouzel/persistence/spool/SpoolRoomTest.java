package dev.ouzel.persistence.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much a spool takes. */
@Timeout(60)
final class SpoolRoomTest extends SpoolFixture {
  private static final int A_MEGABYTE = 1 << 20;

  @Test
  void stopsAtItsLimitAndGoesOnOnceTheSinkHasCaughtUp() throws InterruptedException {
    String frame = "x".repeat(A_MEGABYTE);
    try (PostSink first = open(sink())) {
      commit(first, batch(1));
      awaitDelivery("memory", 1);
    }
    away.set(true);
    SpoolSettings narrow = settings().maxBytes(8L * A_MEGABYTE).build();
    try (PostSink spool = Spool.open(file(), STREAM, narrow, List.of(sink()))) {
      long held = 1;
      SinkFailure failure = null;
      while (failure == null) {
        Batch next = batch(held + 1, frame, held + 1);
        try {
          commit(spool, next);
          held++;
        } catch (CompletionException e) {
          failure = (SinkFailure) e.getCause();
        }
      }
      assertThat(failure).hasMessageContaining("has reached its limit of 8 MB");
      assertThat(failure.isWorthRetrying()).isFalse();
      assertThat(held).isBetween(6L, 9L);

      away.set(false);
      awaitDelivery("memory", held);
      commit(spool, batch(held + 1, frame, held + 1));
      awaitDelivery("memory", held + 1);
      assertThat(ids(store)).hasSize((int) held);
    }
  }

  @Test
  void stopsBeforeTheDiskIsFull() {
    SpoolSettings all = settings().minFreeBytes(Long.MAX_VALUE / 2).build();
    try (PostSink spool = Spool.open(file(), STREAM, all, List.of(sink()))) {
      SinkFailure failure =
          (SinkFailure)
              catchThrowableOfType(CompletionException.class, () -> commit(spool, batch(1, 1)))
                  .getCause();

      assertThat(failure).hasMessageContaining("free on the disk: let the sinks");
    }
  }

  @Test
  void givesTheDiskBackWhatABacklogTookOnceLittleIsLeftOfIt() throws Exception {
    String frame = "x".repeat(4 * A_MEGABYTE);
    AtomicLong taken = new AtomicLong();
    try (PostSink spool = open(new SpooledSink("slow", () -> takingUpTo(taken)))) {
      int batches = 36;
      for (int i = 1; i <= batches; i++) {
        commit(spool, batch(i, frame, i));
      }
      assertThat(Files.size(file())).isGreaterThan(120L * A_MEGABYTE);

      taken.set(22);
      awaitDelivery("slow", 22);
      commit(spool, batch(batches + 1, batches + 1));
      assertThat(Files.size(file())).as("much is waiting").isGreaterThan(120L * A_MEGABYTE);

      taken.set(batches + 1);
      awaitDelivery("slow", batches + 1);
      commit(spool, batch(batches + 2, batches + 2));
    }

    assertThat(Files.size(file())).isLessThan(40L * A_MEGABYTE);
  }

  private static PostSink takingUpTo(AtomicLong last) {
    return PostSink.of(
        batch -> {
          if (batch.checkpoint().sequence() > last.get()) {
            throw SinkFailure.transientFailure("it takes no more");
          }
        });
  }
}
