package dev.ouzel.persistence.jsonl;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Compresses sealed segments on a thread of its own, one at a time. A plain segment is deleted when
 * its compressed form is synced and has its name; whatever ends the work earlier leaves it, and
 * what is found beside it then is not trusted, but replaced.
 */
final class Compressor implements Closeable {
  private final Disk disk;
  private final StreamFiles files;
  private final JsonlSettings settings;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(Compressor::newThread);
  private CompletableFuture<Void> work = CompletableFuture.completedFuture(null);
  private volatile boolean isClosing;

  Compressor(Disk disk, StreamFiles files, JsonlSettings settings) {
    this.disk = disk;
    this.files = files;
    this.settings = settings;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "ouzel-compressor");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins with a sealed segment; the one before must be finished. */
  void start(Path plain) {
    work = CompletableFuture.runAsync(() -> finish(plain), thread);
  }

  /** Waits until the segment last begun is compressed; fails when it could not be. */
  void await() throws IOException {
    try {
      work.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a segment was compressed");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UncheckedIOException unchecked) {
        throw unchecked.getCause();
      }
      throw new CompletionException(failed.getCause());
    }
  }

  private void finish(Path plain) {
    try {
      if (compress(plain)) {
        disk.delete(plain);
      }
    } catch (NoSuchFileException taken) {
      // Sealed segments are their owner's to move and delete, also while they are compressed.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** False when the segment stays plain, or for now. */
  private boolean compress(Path plain) throws IOException {
    if (settings.compression() == Compression.NONE) {
      return false;
    }
    Path unfinished = files.unfinished("segment");
    try {
      try (InputStream in = Files.newInputStream(plain);
          Disk.Output out = disk.open(unfinished)) {
        out.truncate(0);
        if (!compress(in, out)) {
          return false;
        }
        out.force();
      }
      if (!Files.exists(plain)) {
        return false;
      }
      disk.move(unfinished, Path.of(plain + settings.compression().suffix));
      disk.forceDirectory(files.directory());
      return true;
    } finally {
      disk.delete(unfinished);
    }
  }

  private boolean compress(InputStream in, Disk.Output out) throws IOException {
    byte[] piece = new byte[PieceWriter.PIECE_BYTES];
    PieceWriter writer = new PieceWriter();
    long[] length = {0};
    writer.to(
        bytes -> {
          int size = bytes.remaining();
          out.write(bytes, length[0]);
          length[0] += size;
        });
    try (OutputStream packed = settings.compression().to(writer, settings.level())) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        if (isClosing) {
          return false;
        }
        packed.write(piece, 0, read);
      }
    }
    writer.flush();
    return true;
  }

  /** Calls off what is at work; the next start does it again. */
  @Override
  public void close() {
    isClosing = true;
    thread.shutdown();
    try {
      work.join();
    } catch (CompletionException failed) {
      // The plain segment is there, and the next start tries again.
    }
  }
}
