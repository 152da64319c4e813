package dev.ouzel.persistence.jsonl;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** How the sink changes files: a seam, so that tests can have each step fail. */
interface Disk {
  /** Opens a file for writing, and makes it when it is not there. */
  Output open(Path file) throws IOException;

  /** Gives a file another name on the same file system at once, in place of what had it. */
  void move(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  /** Completes when no crash can undo that files were made, moved or deleted in a directory. */
  void forceDirectory(Path directory) throws IOException;

  /** A file open for writing. */
  interface Output extends Closeable {
    long size() throws IOException;

    /** Writes all that remains in {@code bytes} at {@code position}. */
    void write(ByteBuffer bytes, long position) throws IOException;

    void truncate(long size) throws IOException;

    /** Completes when no crash can undo what was written. */
    void force() throws IOException;

    /** False when somebody moved or deleted the file: what is written is then out of reach. */
    boolean isInPlace() throws IOException;
  }
}
