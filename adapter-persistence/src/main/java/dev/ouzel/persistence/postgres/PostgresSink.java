package dev.ouzel.persistence.postgres;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.store.SinkThread;
import dev.ouzel.post.PostCodec;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps one stream's posts in a schema of a PostgreSQL database, which several streams may share. A
 * commit completes when the server has it on its disk. All waiting is done on a thread of the
 * sink's own.
 */
public final class PostgresSink implements PostSink {
  private final SinkThread thread = new SinkThread();
  private final PostgresStore store;

  private PostgresSink(PostgresStore store) {
    this.store = store;
  }

  /**
   * Opens the schema that {@code uri} names, or makes it, and keeps other writers of {@code stream}
   * out. Its columns are what {@code codec} reads from posts. Waits for the server.
   *
   * @throws IllegalArgumentException when the URI cannot be meant; the message says why
   * @throws SinkFailure when the schema cannot be used, or is in use; the message says what to do
   */
  public static PostgresSink open(String uri, StreamName stream, PostCodec codec) {
    PostgresServer server = PostgresServer.at(uri, System.getenv());
    return open(server, stream, codec);
  }

  static PostgresSink open(PostgresServer server, StreamName stream, PostCodec codec) {
    return new PostgresSink(PostgresStore.open(server, stream, codec));
  }

  @Override
  public SinkKind kind() {
    return SinkKind.KEYED;
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    return thread.call(() -> store.commit(batch));
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
    return thread.call(() -> store.checkpoint(stream));
  }

  /** The schema's posts are shared, so ids that only other streams brought are told too. */
  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    return thread.call(() -> store.ids(created));
  }

  @Override
  public void close() {
    thread.close(store::close);
  }
}
