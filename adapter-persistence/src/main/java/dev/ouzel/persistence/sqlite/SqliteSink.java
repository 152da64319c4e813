package dev.ouzel.persistence.sqlite;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.store.Ahead;
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
 * when it is synced to the disk. All waiting is done on a thread of the sink's own, and a second
 * makes large batches ready for it.
 */
public final class SqliteSink implements PostSink {
  private final SinkThread thread = new SinkThread();
  private final Ahead ahead;
  private final SqliteStore store;
  private final StoreLock lock;

  private SqliteSink(Ahead ahead, SqliteStore store, StoreLock lock) {
    this.ahead = ahead;
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
    Ahead ahead = new Ahead();
    try {
      return new SqliteSink(ahead, SqliteStore.open(file, stream, ahead), lock);
    } catch (RuntimeException e) {
      ahead.close();
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
          ahead.close();
          lock.close();
        });
  }
}
