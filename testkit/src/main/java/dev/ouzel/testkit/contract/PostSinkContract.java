package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Offer.STREAM;
import static dev.ouzel.testkit.contract.Offer.asStored;
import static dev.ouzel.testkit.contract.Offer.batch;
import static dev.ouzel.testkit.contract.Offer.checkpoint;
import static dev.ouzel.testkit.contract.Offer.createdAt;
import static dev.ouzel.testkit.contract.Offer.id;
import static dev.ouzel.testkit.contract.Offer.post;
import static dev.ouzel.testkit.contract.Offer.receivedAt;
import static dev.ouzel.testkit.contract.Offer.unfinished;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.Rematch;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PostSink} promises. Each test begins with an empty store, opens sinks on it one
 * after another and looks at it as a reader would. What only some kinds of sink promise is skipped
 * for the others:
 *
 * <ul>
 *   <li>all kinds: a batch wholly, byte for byte, and its receipt
 *   <li>{@link SinkKind#KEYED} and {@link SinkKind#LOG}: posts, dead letters and checkpoint
 *       together or not at all, whatever befalls the store or the process; a batch offered again
 *       stores nothing; one writer
 *   <li>{@link SinkKind#KEYED}: each id once; {@link SinkKind#LOG}: as often as it is offered
 * </ul>
 *
 * <p>What befalls a store, and writers in other processes, which are killed, the adapter's test
 * makes possible by {@link #beginTrouble} and {@link #writerElsewhere}.
 */
public abstract class PostSinkContract extends SinkBytes {
  private static final int IN_A_ROW = 5;

  @Test
  protected void hasNoCheckpointAtFirst() {
    assertThat(answer(openSink().resume(STREAM))).isEmpty();
  }

  @Test
  protected void keepsPostsRematchesDeadLettersAndCheckpointTogether() {
    PostSink sink = openSink();
    Rematch rematch = new Rematch(id(1), receivedAt(), Payload.ofText("[{\"id\":\"7\"}]"));
    Batch batch =
        unfinished(1, post(1), post(2)).addRematches(rematch).addDeadLetters(letter()).build();

    assertThat(commit(sink, batch)).isEqualTo(new CommitReceipt(1, 2, 0));

    assertThat(stored().posts()).containsExactlyInAnyOrderElementsOf(asStored(batch));
    if (keepsRematches()) {
      assertThat(stored().rematches()).containsExactly(rematch);
    }
    if (keepsDeadLetters()) {
      assertThat(stored().deadLetters()).containsExactly(letter());
    }
    if (sink.kind() != SinkKind.EPHEMERAL) {
      assertThat(answer(sink.resume(STREAM))).contains(batch.checkpoint());
    }
  }

  @Test
  protected void keepsACheckpointWithoutPosts() {
    PostSink sink = openSink();

    assertThat(commit(sink, batch(1))).isEqualTo(new CommitReceipt(1, 0, 0));
    assertThat(commit(sink, batch(2))).isEqualTo(new CommitReceipt(2, 0, 0));

    assertThat(stored().posts()).isEmpty();
  }

  @Test
  protected void resumesFromTheLastCheckpoint() {
    PostSink sink = openLastingSink();
    commit(sink, batch(1, post(1)));
    commit(sink, batch(2));

    assertThat(answer(sink.resume(STREAM))).contains(batch(2).checkpoint());
    assertThat(answer(reopen(sink).resume(STREAM))).contains(batch(2).checkpoint());
  }

  @Test
  protected void keepsTheCheckpointsOfStreamsApart() {
    StreamName other = new StreamName("firehose_stream.7");
    Batch firstOfOther = Batch.builder().addPosts(post(3)).checkpoint(checkpoint(other, 1)).build();
    PostSink sink = openLastingSink();
    commit(sink, batch(1, post(1)));
    commit(sink, batch(2));
    close(sink);

    PostSink sinkOfOther = openSink(other);
    assertThat(answer(sinkOfOther.resume(other))).isEmpty();
    assertThat(commit(sinkOfOther, firstOfOther)).isEqualTo(new CommitReceipt(1, 1, 0));
    close(sinkOfOther);

    assertThat(answer(openSink().resume(STREAM))).contains(batch(2).checkpoint());
  }

  @Test
  protected void holdsWhatItHeldWhenItIsOpenedAgain() {
    PostSink sink = openLastingSink();
    Batch first = batch(1, post(1), post(2));
    commit(sink, first);

    commit(reopen(sink), batch(2));

    assertThat(stored().posts()).containsExactlyInAnyOrderElementsOf(asStored(first));
  }

  @Test
  protected void answersABatchOfferedAgainWithItsFirstReceipt() {
    PostSink sink = openLastingSink();
    commit(sink, batch(1, post(1)));
    Batch batch = unfinished(2, post(1), post(2)).addDeadLetters(letter()).build();
    CommitReceipt receipt = commit(sink, batch);
    Stored before = stored();

    assertThat(commit(sink, batch)).isEqualTo(receipt);
    assertThat(commit(sink, batch)).isEqualTo(receipt);
    assertThat(stored()).isEqualTo(before);
    assertThat(commit(sink, batch(3, post(3)))).isEqualTo(new CommitReceipt(3, 1, 0));
  }

  @Test
  protected void answersABatchOfferedAgainAfterARestartWithItsFirstReceipt() {
    PostSink sink = openLastingSink();
    commit(sink, batch(1, post(1)));
    Batch batch = unfinished(2, post(1), post(2)).addDeadLetters(letter()).build();
    CommitReceipt receipt = commit(sink, batch);
    Stored before = stored();

    assertThat(commit(reopen(sink), batch)).isEqualTo(receipt);
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  protected void storesNothingOfAnOlderBatchOfferedAgain() {
    PostSink sink = openLastingSink();
    Batch first = unfinished(1, post(1)).addDeadLetters(letter()).build();
    commit(sink, first);
    commit(sink, batch(2, post(2)));
    Stored before = stored();

    // Whether it is refused or answered is the sink's business; an engine never does it.
    assertThat(sink.commit(first).handle((receipt, failure) -> true).toCompletableFuture())
        .succeedsWithin(patience());

    assertThat(stored()).isEqualTo(before);
    assertThat(answer(sink.resume(STREAM))).contains(batch(2, post(2)).checkpoint());
  }

  @Test
  protected void refusesABatchThatSkipsANumber() {
    PostSink sink = openLastingSink();
    commit(sink, batch(1, post(1)));

    assertRefusedForGood(sink.commit(batch(3, post(3))));

    assertThat(stored().posts()).isEqualTo(asStored(batch(1, post(1))));
    assertThat(commit(sink, batch(2, post(2)))).isEqualTo(new CommitReceipt(2, 1, 0));
  }

  @Test
  protected void refusesAFirstBatchThatIsNotNumberOne() {
    PostSink sink = openLastingSink();

    assertRefusedForGood(sink.commit(batch(2, post(2))));

    assertThat(stored().posts()).isEmpty();
    assertThat(answer(sink.resume(STREAM))).isEmpty();
  }

  @Test
  protected void holdsAnIdOnceAndItsFirstFrame() {
    PostSink sink = openSinkOf(SinkKind.KEYED);
    commit(sink, batch(1, post(1), post(2)));

    CommitReceipt receipt = commit(sink, batch(2, post(id(2), "another text"), post(3)));

    assertThat(receipt).isEqualTo(new CommitReceipt(2, 1, 1));
    assertThat(stored().posts())
        .containsExactlyInAnyOrderElementsOf(asStored(batch(1, post(1), post(2), post(3))));
  }

  @Test
  protected void holdsAnIdOnceAcrossARestart() {
    PostSink sink = openSinkOf(SinkKind.KEYED);
    commit(sink, batch(1, post(1), post(2)));

    assertThat(commit(reopen(sink), batch(2, post(2), post(1))))
        .isEqualTo(new CommitReceipt(2, 0, 2));

    assertThat(stored().posts()).hasSize(2);
  }

  @Test
  protected void appendsAnIdAsOftenAsItIsOffered() {
    PostSink sink = openSinkOf(SinkKind.LOG);
    commit(sink, batch(1, post(1), post(2)));

    assertThat(commit(sink, batch(2, post(2), post(3)))).isEqualTo(new CommitReceipt(2, 2, 0));

    assertThat(stored().posts()).isEqualTo(asStored(batch(1, post(1), post(2), post(2), post(3))));
  }

  @Test
  protected void tellsTheIdsOfPostsCreatedInARange() {
    PostSink sink = openLastingSink();
    long firstOfSecond = PostId.at(createdAt(3)).value();
    commit(sink, batch(1, post(20, "before snowflakes"), post(1), post(2)));
    commit(sink, batch(2, post(firstOfSecond, "just too late"), post(firstOfSecond - 1, "last")));

    assertThat(ids(sink, createdAt(2), createdAt(3)))
        .containsExactlyInAnyOrder(id(2), firstOfSecond - 1);
    assertThat(ids(sink, createdAt(3), createdAt(9))).containsExactly(firstOfSecond);
    assertThat(ids(sink, createdAt(7), createdAt(9))).isEmpty();
    assertThat(ids(sink, Instant.EPOCH, createdAt(2))).containsExactly(id(1));
  }

  @Test
  protected void refusesASecondWriterWhileTheFirstIsOpen() {
    assumeFalse(lastWriterWins(), "the last writer wins");
    PostSink first = openLastingSink();
    commit(first, batch(1, post(1)));

    assertThatThrownBy(() -> openSink()).isInstanceOf(SinkFailure.class);

    commit(first, batch(2, post(2)));
    assertThat(commit(reopen(first), batch(3, post(3)))).isEqualTo(new CommitReceipt(3, 1, 0));
  }

  @Test
  protected void finishesTheCommitInFlightBeforeItCloses() {
    PostSink sink = openLastingSink();
    Batch batch = batch(1, post(1), post(id(2), "x".repeat(1_000_000)));
    CompletionStage<CommitReceipt> inFlight = sink.commit(batch);

    close(sink);

    assertThat(answer(inFlight)).isEqualTo(new CommitReceipt(1, 2, 0));
    assertThat(answer(openSink().resume(STREAM))).contains(batch.checkpoint());
  }

  @Test
  protected void takesABatchFromWithinTheCompletionOfTheOneBefore() {
    PostSink sink = openSink();
    CompletionStage<CommitReceipt> last = sink.commit(batch(1, post(1)));
    for (int number = 2; number <= IN_A_ROW; number++) {
      Batch next = batch(number, post(number));
      last = last.thenCompose(kept -> sink.commit(next));
    }

    assertThat(answer(last)).isEqualTo(new CommitReceipt(IN_A_ROW, 1, 0));

    assertThat(stored().posts()).hasSize(IN_A_ROW);
  }

  private List<Long> ids(PostSink sink, Instant from, Instant to) {
    List<Long> ids = new ArrayList<>();
    answer(sink.ids(STREAM, new TimeRange(from, to))).forEach(ids::add);
    return ids;
  }

  private static DeadLetter letter() {
    return new DeadLetter(receivedAt(), "no JSON", Payload.ofText("<html>Größe</html>"));
  }
}
