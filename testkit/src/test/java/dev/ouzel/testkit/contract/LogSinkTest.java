package dev.ouzel.testkit.contract;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A sink of kind {@code LOG} keeps what the contract asks of such a sink. */
final class LogSinkTest extends PostSinkContract {
  private final MemoryStore store = new MemoryStore();
  private final List<Stored.Post> log = new ArrayList<>();
  private long last;

  @Override
  protected PostSink open(StreamName stream) {
    return new SinkInFront(store.open(stream)) {
      @Override
      public SinkKind kind() {
        return SinkKind.LOG;
      }

      @Override
      public CompletionStage<CommitReceipt> commit(Batch batch) {
        return behind.commit(batch).thenApply(kept -> append(batch));
      }
    };
  }

  private CommitReceipt append(Batch batch) {
    long sequence = batch.checkpoint().sequence();
    if (sequence != last) {
      last = sequence;
      log.addAll(Offer.asStored(batch));
    }
    return new CommitReceipt(sequence, batch.posts().size(), 0);
  }

  @Override
  protected Stored stored() {
    return new Stored(log, store.rematches(), store.deadLetters());
  }

  @Override
  protected Optional<StoreReader> reader() {
    return Optional.of(store.reader());
  }
}
