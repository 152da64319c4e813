package dev.ouzel.persistence.sqlite;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.store.SinkThread;
import dev.ouzel.persistence.store.StoreLock;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps one stream's posts in a SQLite file, which several streams may share. A commit completes
 * when it is synced to the disk. All waiting is done on a thread of the sink's own.
 */
public final class SqliteSink implements PostSink {
  private final SinkThread thread = new SinkThread();
  private final SqliteStore store;
  private final StoreLock lock;

  private SqliteSink(SqliteStore store, StoreLock lock) {
    this.store = store;
    this.lock = lock;
  }

  /**
   * Opens {@code file}, or makes it, and keeps other writers of {@code stream} out. Fails with
   * {@link SinkFailure}, and leaves the file as it is, when it holds something else or a newer
   * program's schema.
   */
  public static SqliteSink open(Path file, StreamName stream) {
    return open(SqliteFile.at(file, SqliteLimits.standard()), stream);
  }

  static SqliteSink open(SqliteFile file, StreamName stream) {
    file.refuseUnusable();
    StoreLock lock = StoreLock.take(file.lockFile(stream), stream + " in " + file);
    try {
      return new SqliteSink(SqliteStore.open(file, stream), lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
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

  /** The file's posts are shared, so ids that only other streams brought are told too. */
  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    return thread.call(() -> store.ids(created));
  }

  @Override
  public void close() {
    thread.close(
        () -> {
          store.close();
          lock.close();
        });
  }
}
