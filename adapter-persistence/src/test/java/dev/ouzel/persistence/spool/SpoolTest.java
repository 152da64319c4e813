package dev.ouzel.persistence.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.sqlite.SqliteSink;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of batches between a spool and the sinks behind it. */
@Timeout(60)
final class SpoolTest extends SpoolFixture {
  @Test
  void givesASinkEveryBatchInOrder() throws InterruptedException {
    try (PostSink spool = open(sink())) {
      assertThat(commit(spool, batch(1, 30, 10))).isEqualTo(new CommitReceipt(1, 2, 0));
      commit(spool, batch(2));
      commit(spool, batch(3, 20));
      awaitDelivery("memory", 3);
    }

    assertThat(ids(store)).containsExactly(30L, 10L, 20L);
    assertThat(store.checkpoint(STREAM)).contains(batch(3).checkpoint());
  }

  @Test
  void takesBatchesWhileTheSinkFailsAndDeliversThemLater() throws InterruptedException {
    store.failTransiently(2);
    store.failAfterStoring(1);
    store.failPermanently(1);
    try (PostSink spool = open(sink())) {
      for (int i = 1; i <= 5; i++) {
        assertThat(commit(spool, batch(i, i)).stored()).isEqualTo(1);
      }
      assertThat(await(SpoolEvent.Failing.class, failing -> true).waiting()).isPositive();
      awaitDelivery("memory", 5);
    }

    assertThat(ids(store)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void startsWithoutASinkThatItReachedBefore() throws InterruptedException {
    try (PostSink spool = open(sink())) {
      commit(spool, batch(1, 1));
      awaitDelivery("memory", 1);
    }
    away.set(true);
    try (PostSink spool = open(sink())) {
      commit(spool, batch(2, 2));
      await(SpoolEvent.Failing.class, failing -> failing.waiting() == 1);
    }

    try (PostSink spool = open(sink())) {
      commit(spool, batch(3, 3));
      away.set(false);
      assertThat(await(SpoolEvent.Delivering.class, delivering -> true).waiting()).isEqualTo(2);
      awaitDelivery("memory", 3);
    }
    assertThat(ids(store)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void refusesToStartWithASinkThatItNeverReached() {
    away.set(true);

    assertThatThrownBy(() -> open(sink()))
        .isInstanceOf(SinkFailure.class)
        .hasMessage("nobody answers");

    away.set(false);
    open(sink()).close();
  }

  @Test
  void goesOnWhereASinkIsThatWasThereBeforeTheSpool() throws InterruptedException {
    try (PostSink alone = store.open(STREAM)) {
      commit(alone, batch(1, 1));
      commit(alone, batch(2, 2));
    }
    try (PostSink spool = open(sink())) {
      assertThat(spool.resume(STREAM).toCompletableFuture().join()).contains(batch(2).checkpoint());
      commit(spool, batch(3, 3));
      awaitDelivery("memory", 3);
    }

    assertThat(ids(store)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void givesASinkThatIsAddedLaterWhatComesFromThenOnUnderItsOwnNumbers()
      throws InterruptedException {
    MemoryStore later = new MemoryStore();
    try (PostSink spool = open(sink())) {
      commit(spool, batch(1, 1));
      awaitDelivery("memory", 1);
    }
    try (PostSink spool = open(sink(), sink("later", later))) {
      commit(spool, batch(2, 2));
      awaitDelivery("later", 1);
    }
    try (PostSink spool = open(sink(), sink("later", later))) {
      commit(spool, batch(3, 3));
      awaitDelivery("later", 2);
    }

    assertThat(ids(store)).containsExactly(1L, 2L, 3L);
    assertThat(ids(later)).containsExactly(2L, 3L);
  }

  @Test
  void holdsNoSinkUpBecauseOfAnother() throws InterruptedException {
    MemoryStore well = new MemoryStore();
    store.failTransiently(100_000);
    try (PostSink spool = open(sink(), sink("well", well))) {
      for (int i = 1; i <= 4; i++) {
        commit(spool, batch(i, i));
      }
      awaitDelivery("well", 4);
    }

    assertThat(ids(well)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(ids(store)).isEmpty();
  }

  @Test
  void refusesToForgetASinkThatHasNotEverything() throws InterruptedException {
    MemoryStore other = new MemoryStore();
    try (PostSink spool = open(sink(), sink("other", other))) {
      other.failTransiently(100_000);
      commit(spool, batch(1, 1));
      awaitDelivery("memory", 1);
    }

    assertThatThrownBy(() -> open(sink()))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining("holds 1 batches that other has not")
        .hasMessageContaining("DELETE FROM sinks WHERE name = 'other'");
  }

  @Test
  void forgetsASinkThatHasEverything() throws InterruptedException {
    MemoryStore other = new MemoryStore();
    try (PostSink spool = open(sink(), sink("other", other))) {
      commit(spool, batch(1, 1));
      awaitDelivery("other", 1);
    }

    open(sink()).close();
  }

  @Test
  void putsAPostThatASinkRejectsAmongItsDeadLetters() throws InterruptedException {
    store.reject(2);
    try (PostSink spool = open(sink())) {
      commit(spool, batch(1, 1, 2, 3));
      assertThat(await(SpoolEvent.Rejected.class, rejected -> true).postId()).isEqualTo(2);
      awaitDelivery("memory", 1);
    }

    assertThat(ids(store)).containsExactly(1L, 3L);
    assertThat(store.deadLetters()).hasSize(1);
    assertThat(store.deadLetters().get(0).reason()).startsWith("rejected by the sink");
  }

  @Test
  void tellsOfASinkThatHasLostWhatItHad() throws InterruptedException {
    try (PostSink spool = open(sink())) {
      commit(spool, batch(1, 1));
      awaitDelivery("memory", 1);
    }
    MemoryStore empty = new MemoryStore();
    try (PostSink spool = open(sink("memory", empty))) {
      commit(spool, batch(2, 2));

      assertThat(await(SpoolEvent.Failing.class, failing -> true).failure())
          .hasMessageContaining(
              "holds batch 0 of this spool by its own account, and should hold 1");
    }
    assertThat(ids(empty)).isEmpty();
  }

  @Test
  void tellsIdsOfPostsThatWereDeliveredToo() throws InterruptedException {
    long id = PostId.at(NOW).value();
    long later = PostId.at(NOW.plusSeconds(5)).value();
    try (PostSink spool = open(sink())) {
      commit(spool, batch(1, id, 20));
      commit(spool, batch(2, later));
      awaitDelivery("memory", 2);
      commit(spool, batch(3));
      List<Long> told = new ArrayList<>();
      PostIds ids =
          spool.ids(STREAM, new TimeRange(NOW, NOW.plusSeconds(9))).toCompletableFuture().join();
      ids.forEach(told::add);

      assertThat(told).containsExactly(later, id);
    }
  }

  @Test
  void refusesTheSpoolOfAnotherStreamAndOtherFiles() throws IOException {
    open(sink()).close();
    try (PostSink spool = open(sink())) {
      commit(spool, batch(1));
      assertThatThrownBy(() -> open(sink("other", new MemoryStore())))
          .hasMessageContaining("the spool " + file())
          .hasMessageContaining("already being written by");
    }
    StreamName other = new StreamName("sample_stream");
    assertThatThrownBy(() -> Spool.open(file(), other, settings().build(), List.of(sink())))
        .hasMessageEndingWith(
            "is the spool of filtered_stream, not of sample_stream: name another file");

    Path posts = directory.resolve("posts.db");
    SqliteSink.open(posts, STREAM).close();
    assertThatThrownBy(() -> Spool.open(posts, STREAM, settings().build(), List.of(sink())))
        .hasMessageContaining("is another program's database");
    assertThatThrownBy(() -> open(sink(), sink()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a sink is named twice: [memory, memory]");
  }

  @Test
  void tellsOfAFaultOfASinkAndAsksItAgain() throws InterruptedException {
    open(sink()).close();
    AtomicBoolean faulty = new AtomicBoolean(true);
    SpooledSink sink =
        new SpooledSink(
            "memory",
            () -> {
              if (faulty.get()) {
                throw new IllegalStateException("a mistake of the sink's");
              }
              return store.open(STREAM);
            });
    try (PostSink spool = open(sink)) {
      commit(spool, batch(1, 1));
      assertThat(await(SpoolEvent.Failing.class, failing -> true).failure())
          .hasMessageContaining("a mistake of the sink's");
      faulty.set(false);
      awaitDelivery("memory", 1);
    }
    assertThat(ids(store)).containsExactly(1L);
  }

  @Test
  void survivesAnObserverThatThrows() throws InterruptedException {
    BlockingQueue<Optional<SpoolEvent>> told = new LinkedBlockingQueue<>();
    SpoolSettings settings =
        settings()
            .observer(
                event -> {
                  told.add(Optional.of(event));
                  throw new IllegalStateException("the observer's own");
                })
            .build();
    try (PostSink spool = Spool.open(file(), STREAM, settings, List.of(sink()))) {
      commit(spool, batch(1, 1));
      commit(spool, batch(2, 2));
      told.take();
      told.take();
    }
    assertThat(ids(store)).containsExactly(1L, 2L);
  }
}
