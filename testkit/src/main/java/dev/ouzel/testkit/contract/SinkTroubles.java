package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Offer.LARGE;
import static dev.ouzel.testkit.contract.Offer.STREAM;
import static dev.ouzel.testkit.contract.Offer.asStored;
import static dev.ouzel.testkit.contract.Offer.batch;
import static dev.ouzel.testkit.contract.Offer.large;
import static dev.ouzel.testkit.contract.Offer.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a sink keeps through troubles of its store, readers beside it, and its own sudden death. A
 * trouble that a store cannot have is skipped, and so is death for a store within this process.
 */
abstract class SinkTroubles extends SinkRecords {
  /** How often a writer is killed; the property {@code kills} sets it. */
  private static final int KILLS = Integer.getInteger("kills", 2);

  private static final int MOST_COMMITS_BEFORE_A_KILL = 12;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
  private static final Comparator<Stored.Post> BY_ID = Comparator.comparing(Stored.Post::id);

  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "READ_ONLY", "FULL", "FORBIDDEN"})
  protected void keepsOnceWhatATroubleRefused(StoreTrouble trouble) {
    PostSink sink = openLastingSink();
    commit(sink, large(1));
    Runnable end = bring(trouble);
    SinkFailure failure;
    try {
      failure = failureOf(sink.commit(large(2)));
    } finally {
      end.run();
    }

    assertThat(failure.getMessage()).isNotBlank();
    assertThat(failure.isWorthRetrying()).isEqualTo(!trouble.needsSomebody());
    PostSink mended = trouble.needsSomebody() ? reopen(sink) : sink;

    assertThat(commitInTheEnd(mended, large(2))).isEqualTo(new CommitReceipt(2, LARGE, 0));
    assertHoldsAllUpTo(2, trouble.name());
  }

  @Test
  protected void letsTheCallerGoWhileItsStoreStalls() {
    PostSink sink = openLastingSink();
    commit(sink, batch(1, post(1)));
    Runnable end = bring(StoreTrouble.STALLED);
    CompletionStage<CommitReceipt> offered;
    boolean done;
    try {
      offered = CompletableFuture.supplyAsync(() -> sink.commit(batch(2, post(2)))).join();
      done = offered.toCompletableFuture().isDone();
    } finally {
      end.run();
    }

    assertThat(done).as("an answer while the store was stalled").isFalse();
    answer(offered.handle((receipt, failure) -> true));
    assertThat(commitInTheEnd(sink, batch(2, post(2)))).isEqualTo(new CommitReceipt(2, 1, 0));
    assertThat(stored().posts()).isEqualTo(asStored(batch(1, post(1), post(2))));
  }

  @Test
  protected void refusesAStoreThatANewerVersionWrote() {
    PostSink sink = openLastingSink();
    commit(sink, batch(1, post(1)));
    close(sink);
    Runnable end = bring(StoreTrouble.NEWER_SCHEMA);
    SinkFailure failure;
    try {
      failure = catchThrowableOfType(SinkFailure.class, this::openSink);
    } finally {
      end.run();
    }

    assertThat(failure).as("a refusal").isNotNull().hasMessageContaining("newer");
    assertThat(failure.isWorthRetrying()).isFalse();
    assertThat(commit(openSink(), batch(2, post(2)))).isEqualTo(new CommitReceipt(2, 1, 0));
    assertThat(stored().posts()).hasSize(2);
  }

  @Test
  protected void showsReadersWhatItAcknowledgedAndNoPostTwice() {
    PostSink sink = openLastingSink();
    int batches = 12;
    commit(sink, large(1));
    AtomicLong acknowledged = new AtomicLong(1);
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 2; i <= batches; i++) {
                sink.commit(large(i)).toCompletableFuture().join();
                acknowledged.set(i);
              }
            });

    while (!writing.isDone()) {
      long kept = acknowledged.get();
      List<Stored.Post> posts = stored().posts();
      Set<Stored.Post> different = new HashSet<>(posts);
      assertThat(posts).as("posts without repeats").hasSameSizeAs(different);
      assertThat(different.containsAll(allUpTo(kept))).as("batches 1 to %d", kept).isTrue();
      assertThat(new HashSet<>(allUpTo(batches)).containsAll(different)).as("no others").isTrue();
    }
    writing.join();
    assertHoldsAllUpTo(batches, "in the end");
  }

  @Test
  protected void losesNothingAndRepeatsNothingWhenItsProcessIsKilled() throws IOException {
    OtherWriter writer = otherWriter();
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int kill = 1; kill <= KILLS; kill++) {
      String where = "seed %d, kill %d".formatted(seed, kill);
      long acknowledged;
      try (WriterProcess process = WriterProcess.start(writer)) {
        process.await(1 + random.nextInt(MOST_COMMITS_BEFORE_A_KILL));
        acknowledged = process.kill();
      }

      PostSink sink = openInTheEnd();
      Optional<Checkpoint> kept = answer(sink.resume(STREAM));
      // One more may have been kept before it could be said.
      long sequence = kept.map(Checkpoint::sequence).orElse(0L);
      assertThat(sequence).as(where).isBetween(acknowledged, acknowledged + 1);
      assertHoldsAllUpTo(sequence, where);
      assertThat(commit(sink, large(sequence)))
          .as(where)
          .isEqualTo(new CommitReceipt(sequence, LARGE, 0));
      assertHoldsAllUpTo(sequence, where);
      close(sink);
    }
  }

  @Test
  protected void fencesOffTheFirstWriterWhereTheLastOneWins() {
    assumeTrue(lastWriterWins(), "the first writer wins");
    PostSink first = openSink();
    commit(first, batch(1, post(1)));

    PostSink second = openSink();

    assertRefusedForGood(first.commit(batch(2, post(2))));
    assertThat(answer(second.resume(STREAM))).contains(batch(1, post(1)).checkpoint());
    assertThat(commit(second, batch(2, post(3)))).isEqualTo(new CommitReceipt(2, 1, 0));
    assertRefusedForGood(first.commit(batch(3, post(4))));
    assertThat(stored().posts()).isEqualTo(asStored(batch(1, post(1), post(3))));
  }

  private void assertHoldsAllUpTo(long sequence, String where) {
    Stored stored = stored();
    assertThat(stored.posts().stream().sorted(BY_ID).toList())
        .as(where)
        .isEqualTo(allUpTo(sequence));
    if (keepsDeadLetters()) {
      assertThat(stored.deadLetters())
          .as(where)
          .isEqualTo(batches(sequence).flatMap(batch -> batch.deadLetters().stream()).toList());
    }
    if (keepsRematches()) {
      assertThat(stored.rematches())
          .as(where)
          .isEqualTo(batches(sequence).flatMap(batch -> batch.rematches().stream()).toList());
    }
  }

  /** In the order of their ids. */
  private static List<Stored.Post> allUpTo(long sequence) {
    return batches(sequence).flatMap(batch -> asStored(batch).stream()).toList();
  }

  private static Stream<Batch> batches(long sequence) {
    return LongStream.rangeClosed(1, sequence).mapToObj(Offer::large);
  }

  /** Offers a batch as an engine does: again, as long as that is worth it. */
  private CommitReceipt commitInTheEnd(PostSink sink, Batch batch) {
    long deadline = System.nanoTime() + patience().toNanos();
    while (true) {
      try {
        return sink.commit(batch).toCompletableFuture().join();
      } catch (CompletionException failed) {
        goOnAfter(failed.getCause(), deadline);
      }
    }
  }

  /** Opens a sink whose last writer was killed, which the store may have to find out. */
  private PostSink openInTheEnd() {
    long deadline = System.nanoTime() + patience().toNanos();
    while (true) {
      try {
        return openSink();
      } catch (SinkFailure failure) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("the killed writer still keeps others out", failure);
        }
        pause();
      }
    }
  }

  private static void goOnAfter(Throwable failure, long deadline) {
    if (System.nanoTime() > deadline
        || !(failure instanceof SinkFailure refused && refused.isWorthRetrying())) {
      throw new AssertionError("the store is well again, and yet", failure);
    }
    pause();
  }

  private static void pause() {
    LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
  }

  private SinkFailure failureOf(CompletionStage<?> stage) {
    Object outcome =
        answer(stage.handle((kept, failure) -> failure == null ? kept : unwrapped(failure)));
    assertThat(outcome).as("what became of a batch in trouble").isInstanceOf(SinkFailure.class);
    return (SinkFailure) outcome;
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
  }

  private Runnable bring(StoreTrouble trouble) {
    Optional<Runnable> end = beginTrouble(trouble);
    assumeTrue(end.isPresent(), "the store cannot be " + trouble);
    return end.get();
  }

  private OtherWriter otherWriter() {
    Optional<OtherWriter> writer = writerElsewhere();
    assumeTrue(writer.isPresent(), "the store lives in this process");
    return writer.get();
  }
}
