package dev.ouzel.persistence.jsonl;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is appended to. Made with the first bytes; when somebody takes it away, a new one is
 * begun.
 */
final class LogFile implements Closeable {
  private final Disk disk;
  private final Path path;
  private Disk.Output file;
  private long length;
  private boolean isNamed;

  private LogFile(Disk disk, Path path) {
    this.disk = disk;
    this.path = path;
  }

  /**
   * Opens a file and cuts it back to {@code length}. Fails with {@link dev.ouzel.sink.SinkFailure}
   * when it is shorter, but not when it is gone.
   */
  static LogFile open(Disk disk, Path path, long length) throws IOException {
    LogFile log = new LogFile(disk, path);
    if (Files.exists(path)) {
      try {
        log.cutBack(length);
      } catch (IOException | RuntimeException e) {
        log.close();
        throw e;
      }
    }
    return log;
  }

  private void cutBack(long committed) throws IOException {
    file = disk.open(path);
    if (file.size() < committed) {
      throw JsonlFailures.damaged(path, "of %d bytes it has %d".formatted(committed, file.size()));
    }
    file.truncate(committed);
    length = committed;
    isNamed = true;
  }

  long length() {
    return length;
  }

  /** Begins at nothing when somebody took the file away; fails when there is another. */
  void noticeLoss() throws IOException {
    if (file != null && !file.isInPlace()) {
      if (Files.exists(path)) {
        throw JsonlFailures.damaged(path, "another file took its place while it was written");
      }
      close();
      length = 0;
    }
  }

  void append(ByteBuffer bytes) throws IOException {
    if (file == null) {
      file = disk.open(path);
      isNamed = false;
    }
    int size = bytes.remaining();
    file.write(bytes, length);
    length += size;
  }

  /** Completes when no crash can undo what was appended. */
  void force() throws IOException {
    if (file != null) {
      file.force();
      if (!isNamed) {
        disk.forceDirectory(path.getParent());
        isNamed = true;
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
