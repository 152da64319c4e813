package dev.ouzel.persistence.jsonl;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Appends one stream's posts to files of lines in a directory, which several streams may share. A
 * commit completes when it is synced to the disk. All waiting is done on threads of the sink's own:
 * one that writes, and one that compresses.
 */
public final class JsonlSink implements PostSink {
  private final SinkThread thread = new SinkThread();
  private final JsonlStore store;
  private final StoreLock lock;

  private JsonlSink(JsonlStore store, StoreLock lock) {
    this.store = store;
    this.lock = lock;
  }

  /**
   * Opens the directory of {@code jsonl:DIR[?segment=256MB&age=1h&compress=zstd&level=1]}, or makes
   * it, and keeps other writers of {@code stream} out.
   *
   * @throws IllegalArgumentException when the URI is none; the message says what would be
   * @throws SinkFailure when the directory cannot be used, or is in use; the message says what to
   *     do
   */
  public static JsonlSink open(String uri, StreamName stream) {
    return open(new LocalDisk(), JsonlSettings.parse(uri), stream);
  }

  static JsonlSink open(Disk disk, JsonlSettings settings, StreamName stream) {
    settings.compression().require();
    StreamFiles files = new StreamFiles(settings.directory().toAbsolutePath(), stream);
    prepare(disk, files);
    StoreLock lock = StoreLock.take(files.lock(), stream + " in " + files.directory());
    try {
      return new JsonlSink(JsonlStore.open(disk, files, settings), lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Makes the directories; the one above them must be there. */
  private static void prepare(Disk disk, StreamFiles files) {
    Path directory = files.directory();
    try {
      for (Path needed : new Path[] {directory, files.state()}) {
        if (Files.notExists(needed)) {
          Files.createDirectory(needed);
          disk.forceDirectory(needed.getParent());
        }
        if (!Files.isDirectory(needed)) {
          throw SinkFailure.permanent(needed + " is no directory; name another");
        }
        if (!Files.isWritable(needed)) {
          throw SinkFailure.permanent(JsonlFailures.unwritable(directory));
        }
      }
    } catch (NoSuchFileException e) {
      throw SinkFailure.permanent(
          "%s has nowhere to be: make %s first".formatted(directory, directory.getParent()), e);
    } catch (IOException e) {
      throw JsonlFailures.of(e, directory);
    }
  }

  @Override
  public SinkKind kind() {
    return SinkKind.LOG;
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    return thread.call(() -> store.commit(batch));
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
    return thread.call(() -> store.checkpoint(stream));
  }

  /** Those of posts that were received in the last 25 hours, whether their segments are there. */
  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    return thread.call(() -> store.ids(stream, created));
  }

  /** Leaves the last segment as it is, and one that is being compressed to the next start. */
  @Override
  public void close() {
    thread.close(
        () -> {
          store.close();
          lock.close();
        });
  }
}
