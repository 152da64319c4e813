package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Verdict.assertRejected;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.contract.PostSinkContractTest.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Each broken sink tells its readers something wrong, and the contract says what. */
final class SinkRecordsTest {
  @Test
  void rejectsASinkThatForgetsCoverage() {
    assertRejected(ForgetsCoverage.class, "tellsCoverageInTheOrderItWasKept");
    assertRejected(ForgetsCoverage.class, "tellsStreamsApart");
  }

  @Test
  void rejectsASinkThatKeepsCoverageApartFromItsBatch() {
    assertRejected(KeepsCoverageApart.class, "keepsNoCoverageTwiceWhenABatchIsOfferedAgain");
    assertRejected(KeepsCoverageApart.class, "keepsNoCoverageOfABatchThatItRefuses");
  }

  @Test
  void rejectsASinkThatMixesStreams() {
    assertRejected(KeepsCoverageApart.class, "tellsStreamsApart");
  }

  @Test
  void rejectsASinkThatKeepsOnlyTheFirstWordOnAConnection() {
    assertRejected(KeepsTheFirstWord.class, "tellsEachConnectionAsItWasToldLast");
    assertRejected(KeepsTheFirstWord.class, "tellsStreamsApart");
  }

  static final class ForgetsCoverage extends Broken {
    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<CommitReceipt> commit(Batch batch) {
          return behind.commit(Batch.builder().from(batch).coverage(List.of()).build());
        }
      };
    }
  }

  /** Writes coverage down before the batch is kept, of whatever stream. */
  static final class KeepsCoverageApart extends Broken {
    private final List<Stretch> written = new ArrayList<>();

    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<CommitReceipt> commit(Batch batch) {
          written.addAll(batch.coverage());
          return behind.commit(batch);
        }
      };
    }

    @Override
    protected Optional<StoreReader> reader() {
      return Optional.of(new CoverageInFront(store.reader(), written));
    }
  }

  private record CoverageInFront(StoreReader behind, List<Stretch> written) implements StoreReader {
    @Override
    public List<StreamName> streams() {
      return behind.streams();
    }

    @Override
    public Optional<Checkpoint> checkpoint(StreamName stream) {
      return behind.checkpoint(stream);
    }

    @Override
    public List<Stretch> coverage(StreamName stream) {
      return written;
    }

    @Override
    public List<ConnectionRecord> connections(StreamName stream) {
      return behind.connections(stream);
    }

    @Override
    public void close() {
      behind.close();
    }
  }

  /** Keeps what it heard first of each number, of whatever stream. */
  static final class KeepsTheFirstWord extends Broken {
    private final Map<Long, ConnectionRecord> first = new TreeMap<>();

    @Override
    PostSink broken(PostSink sink) {
      return new SinkInFront(sink) {
        @Override
        public CompletionStage<CommitReceipt> commit(Batch batch) {
          batch.connections().forEach(known -> first.putIfAbsent(known.number(), known));
          return behind.commit(Batch.builder().from(batch).connections(first.values()).build());
        }
      };
    }
  }
}
