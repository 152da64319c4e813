package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Verdict.assertRejected;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.memory.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each broken sink breaks a promise, and the contract says which. */
final class PostSinkContractTest {
  @Test
  void rejectsASinkThatForgetsAPost() {
    assertRejected(ForgetsAPost.class, "keepsPostsRematchesDeadLettersAndCheckpointTogether");
    assertRejected(ForgetsAPost.class, "keepsABatchOfManyPosts");
  }

  @Test
  void rejectsASinkThatForgetsDeadLetters() {
    assertRejected(ForgetsDeadLetters.class, "keepsDeadLettersOfAnyBytesInTheirOrder");
    assertRejected(ForgetsDeadLetters.class, "keepsPostsRematchesDeadLettersAndCheckpointTogether");
  }

  @Test
  void rejectsASinkThatForgetsEverythingAtARestart() {
    assertRejected(ForgetsEverythingAtARestart.class, "holdsWhatItHeldWhenItIsOpenedAgain");
    assertRejected(ForgetsEverythingAtARestart.class, "resumesFromTheLastCheckpoint");
    assertRejected(ForgetsEverythingAtARestart.class, "holdsAnIdOnceAcrossARestart");
  }

  @Test
  void rejectsASinkThatForgetsTheCheckpoint() {
    assertRejected(ForgetsTheCheckpoint.class, "resumesFromTheLastCheckpoint");
    assertRejected(
        ForgetsTheCheckpoint.class, "keepsPostsRematchesDeadLettersAndCheckpointTogether");
  }

  @Test
  void rejectsASinkThatSharesOneCheckpointBetweenStreams() {
    assertRejected(SharesOneCheckpoint.class, "keepsTheCheckpointsOfStreamsApart");
  }

  @Test
  void rejectsASinkThatStoresAPostTwice() {
    assertRejected(StoresTwice.class, "holdsAnIdOnceAndItsFirstFrame");
    assertRejected(StoresTwice.class, "answersABatchOfferedAgainWithItsFirstReceipt");
    assertRejected(StoresTwice.class, "storesNothingOfAnOlderBatchOfferedAgain");
  }

  @Test
  void rejectsASinkThatChangesBytes() {
    assertRejected(ReadsTextAndWritesIt.class, "keepsEveryByteOf");
    assertRejected(KeepsTheArrayAroundASlice.class, "keepsASliceWithoutTheArrayAroundIt");
  }

  @Test
  void rejectsASinkThatIgnoresTheRecordedReceipt() {
    assertRejected(CountsAgain.class, "answersABatchOfferedAgainWithItsFirstReceipt");
    assertRejected(CountsAgain.class, "answersABatchOfferedAgainAfterARestartWithItsFirstReceipt");
  }

  @Test
  void rejectsASinkThatAcceptsGaps() {
    assertRejected(AcceptsGaps.class, "refusesABatchThatSkipsANumber");
    assertRejected(AcceptsGaps.class, "refusesAFirstBatchThatIsNotNumberOne");
  }

  @Test
  void rejectsASinkThatLetsTwoWrite() {
    assertRejected(LetsTwoWrite.class, "refusesASecondWriterWhileTheFirstIsOpen");
  }

  @Test
  void rejectsASinkThatDropsTheCommitInFlight() {
    assertRejected(DropsTheCommitInFlight.class, "finishesTheCommitInFlightBeforeItCloses");
  }

  @Test
  void rejectsASinkThatTakesNothingWhileItAnswers() {
    assertRejected(
        TakesNothingWhileItAnswers.class, "takesABatchFromWithinTheCompletionOfTheOneBefore");
  }

  @Test
  void rejectsASinkThatTellsIdsFromOutsideTheRange() {
    assertRejected(TellsTooManyIds.class, "tellsTheIdsOfPostsCreatedInARange");
  }

  /** A memory sink with something broken in front of it. */
  abstract static class Broken extends MemorySinkTest {
    @Override
    protected PostSink open(StreamName stream) {
      return broken(super.open(stream));
    }

    @Override
    protected Duration patience() {
      return Duration.ofSeconds(1);
    }

    abstract PostSink broken(PostSink sink);

    static CompletionStage<CommitReceipt> receipt(Batch batch, int stored) {
      int duplicates = batch.posts().size() - stored;
      return CompletableFuture.completedFuture(
          new CommitReceipt(batch.checkpoint().sequence(), stored, duplicates));
    }
  }

  static final class ForgetsAPost extends Broken {
    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<CommitReceipt> commit(Batch batch) {
          List<ReceivedPost> butTheLast =
              batch.posts().subList(0, Math.max(0, batch.posts().size() - 1));
          return behind
              .commit(Batch.builder().from(batch).posts(butTheLast).build())
              .thenCompose(receipt -> receipt(batch, batch.posts().size()));
        }
      };
    }
  }

  static final class ForgetsDeadLetters extends Broken {
    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<CommitReceipt> commit(Batch batch) {
          return behind.commit(Batch.builder().from(batch).deadLetters(List.of()).build());
        }
      };
    }
  }

  static final class ForgetsEverythingAtARestart extends PostSinkContract {
    private MemoryStore store = new MemoryStore();

    @Override
    protected PostSink open(StreamName stream) {
      store = new MemoryStore();
      return store.open(stream);
    }

    @Override
    protected Stored stored() {
      return new Stored(
          store.posts().stream().map(Stored.Post::of).toList(), List.of(), store.deadLetters());
    }

    @Override
    protected Optional<StoreReader> reader() {
      return Optional.of(store.reader());
    }
  }

  static final class ForgetsTheCheckpoint extends Broken {
    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
          return CompletableFuture.completedFuture(Optional.empty());
        }
      };
    }
  }

  static final class SharesOneCheckpoint extends Broken {
    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
          return behind.resume(Offer.STREAM);
        }
      };
    }
  }

  static final class StoresTwice extends Broken {
    private final List<Stored.Post> appended = new ArrayList<>();

    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<CommitReceipt> commit(Batch batch) {
          appended.addAll(Offer.asStored(batch));
          return behind.commit(batch);
        }
      };
    }

    @Override
    protected Stored stored() {
      return new Stored(appended, store.rematches(), store.deadLetters());
    }
  }

  static final class ReadsTextAndWritesIt extends Broken {
    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<CommitReceipt> commit(Batch batch) {
          Stream<ReceivedPost> rewritten =
              batch.posts().stream()
                  .map(post -> Offer.post(post.id(), Payload.ofText(post.payload().text())));
          return behind.commit(Batch.builder().from(batch).posts(rewritten.toList()).build());
        }
      };
    }
  }

  static final class KeepsTheArrayAroundASlice extends Broken {
    @Override
    protected Stored stored() {
      return new Stored(
          store.posts().stream().map(KeepsTheArrayAroundASlice::withArray).toList(),
          store.rematches(),
          store.deadLetters());
    }

    private static Stored.Post withArray(ReceivedPost post) {
      int around = post.payload().pinnedBytes() - post.payload().size();
      Payload whole = Payload.ofText("x".repeat(around) + post.payload().text());
      return new Stored.Post(post.id(), whole);
    }

    @Override
    PostSink broken(PostSink sink) {
      return sink;
    }
  }

  static final class CountsAgain extends Broken {
    private long last;

    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<CommitReceipt> commit(Batch batch) {
          if (batch.checkpoint().sequence() == last) {
            return receipt(batch, 0);
          }
          last = batch.checkpoint().sequence();
          return behind.commit(batch);
        }
      };
    }
  }

  static final class AcceptsGaps extends Broken {
    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<CommitReceipt> commit(Batch batch) {
          return behind
              .commit(batch)
              .exceptionallyCompose(refused -> receipt(batch, batch.posts().size()));
        }
      };
    }
  }

  static final class LetsTwoWrite extends Broken {
    private Optional<PostSink> first = Optional.empty();

    @Override
    protected PostSink open(StreamName stream) {
      try {
        first = Optional.of(super.open(stream));
      } catch (SinkFailure refused) {
        // The lock is ignored.
      }
      return first.orElseThrow();
    }

    @Override
    PostSink broken(PostSink sink) {
      return sink;
    }
  }

  static final class DropsTheCommitInFlight extends Broken {
    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<CommitReceipt> commit(Batch batch) {
          return new CompletableFuture<>();
        }
      };
    }
  }

  /** Answers on a thread of its own, and holds itself for busy until all have heard. */
  static final class TakesNothingWhileItAnswers extends Broken {
    @Override
    PostSink broken(PostSink sink) {
      AtomicBoolean busy = new AtomicBoolean();
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<CommitReceipt> commit(Batch batch) {
          if (busy.getAndSet(true)) {
            return CompletableFuture.failedFuture(SinkFailure.permanent("busy"));
          }
          CompletableFuture<CommitReceipt> answer = new CompletableFuture<>();
          CompletionStage<CommitReceipt> kept = behind.commit(batch);
          new Thread(() -> answer(answer, kept)).start();
          return answer;
        }

        private void answer(
            CompletableFuture<CommitReceipt> answer, CompletionStage<CommitReceipt> kept) {
          while (answer.getNumberOfDependents() == 0) {
            Thread.onSpinWait();
          }
          kept.thenAccept(answer::complete);
          busy.set(false);
        }
      };
    }
  }

  static final class TellsTooManyIds extends Broken {
    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
          return behind.ids(stream, new TimeRange(created.from(), created.to().plusMillis(1)));
        }
      };
    }
  }
}
