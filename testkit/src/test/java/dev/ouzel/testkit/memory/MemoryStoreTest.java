package dev.ouzel.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.post.Payload;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What the contract of sinks does not ask: failing on request. */
final class MemoryStoreTest {
  private static final StreamName STREAM = new StreamName("filtered_stream");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Batch BATCH = batch(STREAM, 1);

  private final MemoryStore store = new MemoryStore();
  private final PostSink sink = store.open(STREAM);

  @Test
  void failsTransientlyAsOftenAsAsked() {
    store.failTransiently(2);

    assertThat(failure(sink).isWorthRetrying()).isTrue();
    assertThat(failure(sink).isWorthRetrying()).isTrue();
    assertThat(store.posts()).isEmpty();
    assertThat(commit(sink)).isEqualTo(new CommitReceipt(1, 1, 0));
  }

  @Test
  void failsForGood() {
    store.failPermanently(1);

    assertThat(failure(sink).isWorthRetrying()).isFalse();
    assertThat(store.checkpoint(STREAM)).isEmpty();
  }

  @Test
  void storesAndFailsAllTheSame() {
    store.failAfterStoring(1);

    assertThat(failure(sink).isWorthRetrying()).isTrue();
    assertThat(store.posts()).hasSize(1);
    assertThat(store.checkpoint(STREAM)).contains(BATCH.checkpoint());
    assertThat(commit(sink)).isEqualTo(new CommitReceipt(1, 1, 0));
    assertThat(store.posts()).hasSize(1);
  }

  @Test
  void rejectsThePostAskedForAndKeepsNothingOfItsBatch() {
    store.reject(1);

    assertThat(failure(sink).rejectedPost()).hasValue(1);
    assertThat(failure(sink).isWorthRetrying()).isFalse();
    assertThat(store.checkpoint(STREAM)).isEmpty();
  }

  @Test
  void takesNoBatchOfAnotherStream() {
    CompletableFuture<CommitReceipt> answer =
        sink.commit(batch(new StreamName("sample_stream"), 1)).toCompletableFuture();

    assertThatThrownBy(answer::join).hasMessageContaining("sample_stream");
  }

  @Test
  void takesNothingOnceClosed() {
    sink.close();
    sink.close();

    assertThat(failure(sink)).hasMessageContaining("closed");
  }

  private static CommitReceipt commit(PostSink sink) {
    return sink.commit(BATCH).toCompletableFuture().join();
  }

  private static SinkFailure failure(PostSink sink) {
    try {
      throw new AssertionError("no failure but " + commit(sink));
    } catch (CompletionException e) {
      return (SinkFailure) e.getCause();
    }
  }

  private static Batch batch(StreamName stream, long sequence) {
    return Batch.builder()
        .addPosts(new ReceivedPost(1, NOW, Payload.ofText("{}")))
        .checkpoint(Checkpoint.builder().stream(stream).sequence(sequence).takenAt(NOW).build())
        .build();
  }
}
