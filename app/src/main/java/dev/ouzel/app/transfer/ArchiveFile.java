package dev.ouzel.app.transfer;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.ouzel.app.config.Mistake;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

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

  /** A number that tells files apart by their content: the same file under another name has it. */
  long print() throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(path.orElseThrow())) {
      byte[] bytes = new byte[BUFFER_BYTES];
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        digest.update(bytes, 0, read);
      }
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

  /**
   * Opens it; {@code standardInput} is read when it is no file. Fails with {@link Mistake} when it
   * cannot be read.
   */
  Lines open(InputStream standardInput) {
    try {
      Counted raw =
          new Counted(path.isPresent() ? Files.newInputStream(path.get()) : standardInput);
      try {
        BufferedInputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
        in.mark(MARK_BYTES);
        byte[] first = in.readNBytes(MARK_BYTES);
        in.reset();
        return new Lines(plain(in, first), raw);
      } catch (IOException e) {
        raw.close();
        throw e;
      }
    } catch (NoSuchFileException missing) {
      throw new Mistake("there is no " + name());
    } catch (AccessDeniedException forbidden) {
      throw new Mistake(name() + " cannot be read: permission denied");
    } catch (EOFException cut) {
      throw new Mistake(name() + " cannot be read: it is cut off");
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

  /** An opened file. Not safe for use by several threads. */
  static final class Lines implements AutoCloseable {
    private final InputStream text;
    private final Counted raw;
    private Optional<Damaged> damage = Optional.empty();

    private Lines(InputStream text, Counted raw) {
      this.text = text;
      this.raw = raw;
    }

    /**
     * Reads on, uncompressed, until the array is full or nothing is left; tells how much it read,
     * less than 0 at the end. Fails with {@link Damaged} behind the last byte before the damage,
     * which will be there again, and with any other exception where the file cannot be read.
     */
    int read(byte[] bytes) throws IOException {
      int filled = 0;
      int read = 0;
      while (damage.isEmpty() && read >= 0 && filled < bytes.length) {
        read = readSome(bytes, filled);
        filled += Math.max(0, read);
      }
      if (filled == 0 && damage.isPresent()) {
        throw damage.get();
      }
      return filled == 0 ? -1 : filled;
    }

    private int readSome(byte[] bytes, int from) throws IOException {
      try {
        return text.read(bytes, from, bytes.length - from);
      } catch (EOFException cut) {
        damage = Optional.of(new Damaged("it is cut off"));
      } catch (ZipException | ZstdIOException wrong) {
        damage = Optional.of(new Damaged(wrong.getMessage()));
      }
      return 0;
    }

    /** How much of the file was read, as it lies there. */
    long position() {
      return raw.count();
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }

  /** The file is cut off, or its bytes were changed. */
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
      super(message);
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

    /** Never 0, by which a reader of gzip would take a pipe that has nothing yet for its end. */
    @Override
    public int available() throws IOException {
      return Math.max(1, super.available());
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
