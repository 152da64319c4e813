package dev.ouzel.app.transfer;

import com.github.luben.zstd.ZstdInputStream;
import dev.ouzel.app.config.Mistake;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Lines to import: a file, or standard input. Whether it is compressed, by zstd or gzip, is seen
 * from its first bytes.
 *
 * @param path the file; standard input when absent
 */
record ArchiveFile(Optional<Path> path) {
  private static final int MARK_BYTES = 4;
  private static final int ZSTD = 0x28B52FFD;
  private static final int GZIP = 0x1F8B;
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int PRINTED_BYTES = 64 * 1024;

  static ArchiveFile of(String name) {
    return new ArchiveFile(name.equals("-") ? Optional.empty() : Optional.of(Path.of(name)));
  }

  String name() {
    return path.map(Path::toString).orElse("standard input");
  }

  /** How long it is, as it lies there; 0 when nobody knows. */
  long size() throws IOException {
    return path.isPresent() ? Files.size(path.get()) : 0;
  }

  /**
   * A number that tells files apart: of the length, the first and the last 64 KiB. The same file
   * under another name has the same.
   */
  long print() throws IOException {
    MessageDigest digest = sha256();
    Path file = path.orElseThrow();
    long size = size();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(size).array());
    try (InputStream in = Files.newInputStream(file)) {
      digest.update(in.readNBytes(PRINTED_BYTES));
      in.skipNBytes(Math.max(0, size - 2L * PRINTED_BYTES));
      digest.update(in.readNBytes(PRINTED_BYTES));
    }
    return ByteBuffer.wrap(digest.digest()).getLong() & Long.MAX_VALUE;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens it; {@code standardInput} is read when it is no file. */
  Lines open(InputStream standardInput) {
    try {
      Counted raw =
          new Counted(path.isPresent() ? Files.newInputStream(path.get()) : standardInput);
      BufferedInputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
      in.mark(MARK_BYTES);
      byte[] first = in.readNBytes(MARK_BYTES);
      in.reset();
      return new Lines(plain(in, first), raw);
    } catch (NoSuchFileException missing) {
      throw new Mistake("there is no " + name());
    } catch (IOException unreadable) {
      throw new Mistake(name() + " cannot be read: " + unreadable.getMessage());
    }
  }

  private static InputStream plain(InputStream in, byte[] first) throws IOException {
    if (first.length < MARK_BYTES) {
      return in;
    }
    int mark = ByteBuffer.wrap(first).getInt();
    if (mark == ZSTD) {
      return new ZstdInputStream(in);
    }
    return mark >>> Short.SIZE == GZIP ? new GZIPInputStream(in, BUFFER_BYTES) : in;
  }

  /**
   * An opened file.
   *
   * @param text what is in it, uncompressed
   * @param raw the file as it lies there
   */
  record Lines(InputStream text, Counted raw) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      text.close();
    }
  }

  /** Counts what is read. */
  static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    long count() {
      return count;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
