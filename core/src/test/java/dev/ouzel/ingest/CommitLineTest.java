package dev.ouzel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class CommitLineTest {
  private final EngineWorld loop = new EngineWorld();
  private final List<Long> offered = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final Deque<CompletableFuture<CommitReceipt>> pending = new ArrayDeque<>();
  private Optional<Error> thrown = Optional.empty();
  private final CommitLine line =
      new CommitLine(
          this::commit,
          loop,
          (receipt, failure) ->
              answers.add(failure == null ? "kept " + receipt.sequence() : failure.getMessage()));

  @Test
  void offersTheNextWithoutWaitingForTheLoop() {
    line.offer(batch(1));
    line.lineUp(batch(2));
    assertThat(offered).containsExactly(1L);
    kept(1);
    assertThat(offered).containsExactly(1L, 2L);
    assertThat(answers).isEmpty();
    loop.run();
    assertThat(answers).containsExactly("kept 1");
  }

  @Test
  void offersWhatWasLinedUpAfterTheReceiptCameOnceTheLoopTakesTheReceiptIn() {
    line.offer(batch(1));
    kept(1);
    line.lineUp(batch(2));
    assertThat(offered).containsExactly(1L);
    loop.run();
    assertThat(offered).containsExactly(1L, 2L);
    assertThat(answers).containsExactly("kept 1");
  }

  @Test
  void offersNothingPastABatchThatFailedUntilThatIsKept() {
    line.offer(batch(1));
    line.lineUp(batch(2));
    failed();
    loop.run();
    assertThat(offered).containsExactly(1L);
    line.offer(batch(1));
    kept(1);
    assertThat(offered).containsExactly(1L, 1L, 2L);
    loop.run();
    assertThat(answers).containsExactly("busy", "kept 1");
  }

  @Test
  void keepsWhatIsLinedUpAfterAFailureForLater() {
    line.offer(batch(1));
    failed();
    line.lineUp(batch(2));
    loop.run();
    assertThat(offered).containsExactly(1L);
    line.offer(batch(1));
    kept(1);
    assertThat(offered).containsExactly(1L, 1L, 2L);
  }

  @Test
  void tellsOfASinkThatThrowsWhenItIsOfferedWhatWasLinedUp() {
    line.offer(batch(1));
    line.lineUp(batch(2));
    thrown = Optional.of(new AssertionError("broken"));
    kept(1);
    loop.run();
    assertThat(answers).containsExactly("kept 1", "broken");
  }

  @Test
  void offersNothingOnceItIsClosed() {
    line.offer(batch(1));
    line.lineUp(batch(2));
    line.close();
    kept(1);
    loop.run();
    assertThat(offered).containsExactly(1L);
    assertThat(answers).containsExactly("kept 1");
  }

  @Test
  void offersEachInOrderAndOneAtATimeHoweverReceiptsAndTheLoopAreLate() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Keeping keeping = new Keeping(random);
    for (int step = 0; step < 20_000; step++) {
      keeping.step();
    }
    assertThat(keeping.kept).as("seed %d", seed).hasSizeGreaterThan(1_000);
    assertThat(keeping.kept).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
    assertThat(keeping.kept.get(keeping.kept.size() - 1)).isEqualTo(keeping.kept.size());
  }

  /** A machine and a sink that do by chance what they may do next. */
  private final class Keeping {
    private final Random random;
    private final List<Long> kept = new ArrayList<>();
    private final Deque<Long> sent = new ArrayDeque<>();
    private long last;
    private int answered;
    private boolean retryDue;

    Keeping(Random random) {
      this.random = random;
    }

    void step() {
      assertThat(pending).hasSizeLessThanOrEqualTo(1);
      switch (random.nextInt(4)) {
        case 0 -> answer();
        case 1 -> hear();
        case 2 -> send();
        default -> retry();
      }
    }

    private void answer() {
      if (!pending.isEmpty() && random.nextInt(5) == 0) {
        failed();
      } else if (!pending.isEmpty()) {
        kept.add(offered.get(offered.size() - 1));
        CommitLineTest.this.kept(kept.get(kept.size() - 1));
      }
    }

    private void hear() {
      loop.run();
      for (; answered < answers.size(); answered++) {
        if (answers.get(answered).equals("busy")) {
          retryDue = true;
        } else {
          sent.remove();
        }
      }
    }

    private void send() {
      hear();
      if (sent.isEmpty()) {
        sent.add(++last);
        line.offer(batch(last));
      } else if (sent.size() == 1) {
        sent.add(++last);
        line.lineUp(batch(last));
      }
    }

    private void retry() {
      if (retryDue) {
        retryDue = false;
        line.offer(batch(sent.element()));
      }
    }
  }

  private CompletionStage<CommitReceipt> commit(Batch batch) {
    offered.add(batch.checkpoint().sequence());
    thrown.ifPresent(
        error -> {
          throw error;
        });
    pending.add(new CompletableFuture<>());
    return pending.getLast();
  }

  private void kept(long sequence) {
    pending.remove().complete(new CommitReceipt(sequence, 0, 0));
  }

  private void failed() {
    pending.remove().completeExceptionally(SinkFailure.transientFailure("busy"));
  }

  private static Batch batch(long sequence) {
    return Batch.builder()
        .checkpoint(
            Checkpoint.builder().stream(new StreamName("filtered_stream"))
                .sequence(sequence)
                .takenAt(MachineDriver.START)
                .build())
        .build();
  }
}
