package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Offer.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** What an adapter's author says of a sink, and how its tests drive it. */
abstract class SinkFixture {
  private final List<PostSink> open = new ArrayList<>();

  /**
   * Opens a sink that writes {@code stream} to the store of this test: the same store at each call
   * within a test, an empty one in each test. Throws {@link SinkFailure} while another open sink
   * writes the stream. The tests close what they open.
   */
  protected abstract PostSink open(StreamName stream);

  /** What a reader finds in the store now, whether a sink is open or not. */
  protected abstract Stored stored();

  /**
   * Opens a reader of the store as it is now, whether a sink is open or not; empty for a sink that
   * nobody can ask what it keeps about streams. The tests close what they open.
   */
  protected abstract Optional<StoreReader> reader();

  /** False for a store that shows its readers no dead letters. */
  protected boolean keepsDeadLetters() {
    return true;
  }

  /** False for a store that shows its readers no rematches. */
  protected boolean keepsRematches() {
    return true;
  }

  /**
   * True for a store where a second writer is let in and the first is refused from then on, false
   * for one where the second is refused: nobody else ever gets to write beside another.
   */
  protected boolean lastWriterWins() {
    return false;
  }

  /**
   * Brings the store of this test into trouble, and tells how to end it; empty when it cannot have
   * this trouble, or it cannot be played. The sink's own time limits must be shorter than {@link
   * #patience}.
   */
  protected Optional<Runnable> beginTrouble(StoreTrouble trouble) {
    return Optional.empty();
  }

  /** How another process writes the store of this test; empty when only this one can. */
  protected Optional<OtherWriter> writerElsewhere() {
    return Optional.empty();
  }

  /** How long a test waits for an answer before it fails. */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  @AfterEach
  final void closeWhatIsOpen() {
    List.copyOf(open).forEach(this::close);
  }

  final PostSink openSink() {
    return openSink(STREAM);
  }

  final PostSink openSink(StreamName stream) {
    PostSink sink = open(stream);
    open.add(sink);
    return sink;
  }

  /** A sink that can tell after a restart what it held; the test is skipped for one that cannot. */
  final PostSink openLastingSink() {
    PostSink sink = openSink();
    assumeTrue(sink.kind() != SinkKind.EPHEMERAL, "the sink remembers nothing");
    return sink;
  }

  final PostSink openSinkOf(SinkKind kind) {
    PostSink sink = openSink();
    assumeTrue(sink.kind() == kind, "the sink is not " + kind);
    return sink;
  }

  /** What {@code question} finds in the store; the test is skipped for one without readers. */
  final <T> T read(Function<StoreReader, T> question) {
    Optional<StoreReader> opened = reader();
    assumeTrue(opened.isPresent(), "nobody can read the store");
    try (StoreReader reader = opened.get()) {
      return question.apply(reader);
    }
  }

  final void close(PostSink sink) {
    open.remove(sink);
    sink.close();
  }

  final PostSink reopen(PostSink sink) {
    close(sink);
    return openSink();
  }

  final CommitReceipt commit(PostSink sink, Batch batch) {
    return answer(sink.commit(batch));
  }

  final <T> T answer(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    assertThat(future).succeedsWithin(patience());
    return future.join();
  }

  /** For a mistake of the caller's, which offering the same batch again does not mend. */
  final void assertRefusedForGood(CompletionStage<?> stage) {
    CompletableFuture<?> future = stage.toCompletableFuture();
    assertThat(future)
        .failsWithin(patience())
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            SinkFailure.class, failure -> assertThat(failure.isWorthRetrying()).isFalse());
  }
}
