package dev.ouzel.persistence.jsonl;

import dev.ouzel.persistence.store.BlockingSink;
import dev.ouzel.persistence.store.StoreLock;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Appends one stream's posts to files of lines in a directory, which several streams may share. A
 * commit completes when it is synced to the disk. All waiting is done on threads of the sink's own:
 * one that writes, and one that compresses.
 */
public final class JsonlSink {
  private JsonlSink() {}

  /**
   * Opens the directory of {@code jsonl:DIR[?segment=256MB&age=1h&compress=zstd&level=1]}, or makes
   * it, and keeps other writers of {@code stream} out.
   *
   * @throws IllegalArgumentException when the URI is none; the message says what would be
   * @throws SinkFailure when the directory cannot be used, or is in use; the message says what to
   *     do
   */
  public static PostSink open(String uri, StreamName stream) {
    return open(new LocalDisk(), JsonlSettings.parse(uri), stream);
  }

  static PostSink open(Disk disk, JsonlSettings settings, StreamName stream) {
    settings.compression().require();
    StreamFiles files = new StreamFiles(settings.directory().toAbsolutePath(), stream);
    prepare(disk, files);
    StoreLock lock = StoreLock.take(files.lock(), stream + " in " + files.directory());
    return new BlockingSink(SinkKind.LOG, JsonlStore.open(disk, files, settings, lock));
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
}
