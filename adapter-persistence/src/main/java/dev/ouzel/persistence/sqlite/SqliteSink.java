package dev.ouzel.persistence.sqlite;

import dev.ouzel.persistence.store.BlockingSink;
import dev.ouzel.persistence.store.StoreLock;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.nio.file.Path;

/**
 * Keeps one stream's posts in a SQLite file, which several streams may share. A commit completes
 * when it is synced to the disk. All waiting is done on a thread of the sink's own.
 */
public final class SqliteSink {
  private SqliteSink() {}

  /**
   * Opens {@code file}, or makes it, and keeps other writers of {@code stream} out. Fails with
   * {@link SinkFailure}, and leaves the file as it is, when it holds something else or a newer
   * program's schema.
   */
  public static PostSink open(Path file, StreamName stream) {
    return open(SqliteFile.at(file, SqliteLimits.standard()), stream);
  }

  static PostSink open(SqliteFile file, StreamName stream) {
    file.refuseUnusable();
    StoreLock lock = StoreLock.take(file.lockFile(stream), stream + " in " + file);
    return new BlockingSink(SinkKind.KEYED, SqliteStore.open(file, stream, lock));
  }
}
