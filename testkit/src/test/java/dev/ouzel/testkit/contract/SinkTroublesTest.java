package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Verdict.assertAccepted;
import static dev.ouzel.testkit.contract.Verdict.assertRejected;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract says of sinks in trouble: good ones and ones that are broken on purpose. */
final class SinkTroublesTest {
  private static final String DEATH = "losesNothingAndRepeatsNothingWhenItsProcessIsKilled";
  private static final String REFUSED = "keepsOnceWhatATroubleRefused";
  private static final String STALLED = "letsTheCallerGoWhileItsStoreStalls";
  private static final String NEWER = "refusesAStoreThatANewerVersionWrote";
  private static final String READERS = "showsReadersWhatItAcknowledgedAndNoPostTwice";
  private static final String FENCE = "fencesOffTheFirstWriterWhereTheLastOneWins";

  @Test
  void acceptsASinkThatWritesBeforeItAnswers() {
    assertAccepted(WritesThenAnswers.class, DEATH);
  }

  @Test
  void rejectsASinkThatAnswersBeforeItWrites() {
    assertRejected(AnswersThenWrites.class, DEATH);
  }

  @Test
  void acceptsASinkThatRefusesAndKeepsOnceAllIsWell() {
    assertAccepted(Troubled.class, REFUSED);
    assertAccepted(Troubled.class, STALLED);
    assertAccepted(Troubled.class, NEWER);
    assertAccepted(Troubled.class, READERS);
  }

  @Test
  void rejectsASinkThatKeepsHalfOfWhatItRefuses() {
    assertRejected(KeepsWhatItRefuses.class, REFUSED);
  }

  @Test
  void rejectsASinkThatTakesEveryTroubleForTheLast() {
    assertRejected(NeverWorthRetrying.class, REFUSED);
  }

  @Test
  void rejectsASinkThatHoldsItsCallerUntilTheStoreAnswers() {
    assertRejected(HoldsTheCaller.class, STALLED);
  }

  @Test
  void rejectsASinkThatWritesToAStoreOfANewerVersion() {
    assertRejected(LooksAtNoVersion.class, NEWER);
  }

  @Test
  void rejectsAStoreThatShowsReadersLessThanWasAcknowledged() {
    assertRejected(ShowsLess.class, READERS);
  }

  @Test
  void rejectsASinkThatLetsTheFencedWriterGoOn() {
    assertRejected(FencesNobody.class, FENCE);
  }

  /** The log of lines, which another process writes. */
  abstract static class Lines extends PostSinkContract {
    @TempDir Path directory;

    private final boolean writesAhead;
    private final Class<? extends SinkOpener> opener;

    Lines(boolean writesAhead, Class<? extends SinkOpener> opener) {
      this.writesAhead = writesAhead;
      this.opener = opener;
    }

    @Override
    protected PostSink open(StreamName stream) {
      return new LineFile(file(), writesAhead);
    }

    @Override
    protected Stored stored() {
      return new Stored(new LineFile(file(), true).posts(), List.of(), List.of());
    }

    @Override
    protected Optional<StoreReader> reader() {
      return Optional.empty();
    }

    @Override
    protected boolean keepsDeadLetters() {
      return false;
    }

    @Override
    protected boolean keepsRematches() {
      return false;
    }

    @Override
    protected Optional<OtherWriter> writerElsewhere() {
      return Optional.of(new OtherWriter(opener, file().toString()));
    }

    private Path file() {
      return directory.resolve("posts.txt");
    }
  }

  static final class WritesThenAnswers extends Lines {
    WritesThenAnswers() {
      super(true, Ahead.class);
    }

    static final class Ahead implements SinkOpener {
      @Override
      public PostSink open(String store, StreamName stream) {
        return new LineFile(Path.of(store), true);
      }
    }
  }

  static final class AnswersThenWrites extends Lines {
    AnswersThenWrites() {
      super(false, Behind.class);
    }

    static final class Behind implements SinkOpener {
      @Override
      public PostSink open(String store, StreamName stream) {
        return new LineFile(Path.of(store), false);
      }
    }
  }

  /** A memory sink whose store gets into every trouble. */
  static class Troubled extends MemorySinkTest {
    private final CountDownLatch stall = new CountDownLatch(1);
    Optional<StoreTrouble> trouble = Optional.empty();

    @Override
    protected PostSink open(StreamName stream) {
      if (trouble.equals(Optional.of(StoreTrouble.NEWER_SCHEMA))) {
        return openNewer(stream);
      }
      return new SinkInFront(super.open(stream)) {
        @Override
        public CompletionStage<CommitReceipt> commit(Batch batch) {
          return trouble.isPresent() ? inTrouble(behind, batch) : behind.commit(batch);
        }
      };
    }

    PostSink openNewer(StreamName stream) {
      throw SinkFailure.permanent("the store is newer than this program");
    }

    CompletionStage<CommitReceipt> inTrouble(PostSink behind, Batch batch) {
      if (trouble.equals(Optional.of(StoreTrouble.STALLED))) {
        return CompletableFuture.runAsync(this::awaitEnd)
            .thenCompose(ended -> behind.commit(batch));
      }
      return CompletableFuture.failedFuture(failure(trouble.orElseThrow()));
    }

    final void awaitEnd() {
      try {
        // Not for ever, for a sink that holds its caller keeps the test from ending it.
        boolean ended = stall.await(1, TimeUnit.SECONDS);
        assert ended || trouble.isPresent();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    SinkFailure failure(StoreTrouble trouble) {
      return trouble == StoreTrouble.UNREACHABLE
          ? SinkFailure.transientFailure("nobody answers")
          : SinkFailure.permanent("the store is " + trouble);
    }

    @Override
    protected Optional<Runnable> beginTrouble(StoreTrouble begun) {
      trouble = Optional.of(begun);
      return Optional.of(
          () -> {
            trouble = Optional.empty();
            stall.countDown();
          });
    }

    @Override
    protected Duration patience() {
      return Duration.ofSeconds(5);
    }
  }

  static final class KeepsWhatItRefuses extends Troubled {
    private final List<Stored.Post> half = new ArrayList<>();

    @Override
    CompletionStage<CommitReceipt> inTrouble(PostSink behind, Batch batch) {
      half.addAll(Offer.asStored(batch).subList(0, batch.posts().size() / 2));
      return super.inTrouble(behind, batch);
    }

    @Override
    protected Stored stored() {
      Stored whole = super.stored();
      List<Stored.Post> posts = new ArrayList<>(whole.posts());
      posts.addAll(half);
      return new Stored(posts, whole.rematches(), whole.deadLetters());
    }
  }

  static final class NeverWorthRetrying extends Troubled {
    @Override
    SinkFailure failure(StoreTrouble trouble) {
      return SinkFailure.permanent("the store is " + trouble);
    }
  }

  static final class HoldsTheCaller extends Troubled {
    @Override
    CompletionStage<CommitReceipt> inTrouble(PostSink behind, Batch batch) {
      awaitEnd();
      return behind.commit(batch);
    }
  }

  static final class LooksAtNoVersion extends Troubled {
    @Override
    PostSink openNewer(StreamName stream) {
      return store.open(stream);
    }
  }

  static final class ShowsLess extends Troubled {
    @Override
    protected Stored stored() {
      Stored all = super.stored();
      List<Stored.Post> posts = all.posts();
      return new Stored(
          posts.subList(0, Math.max(0, posts.size() - 1)), all.rematches(), all.deadLetters());
    }
  }

  static final class FencesNobody extends MemorySinkTest {
    private Optional<PostSink> first = Optional.empty();

    @Override
    protected PostSink open(StreamName stream) {
      first = first.or(() -> Optional.of(super.open(stream)));
      return first.orElseThrow();
    }

    @Override
    protected boolean lastWriterWins() {
      return true;
    }
  }
}
