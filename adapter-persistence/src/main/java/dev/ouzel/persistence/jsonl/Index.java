package dev.ouzel.persistence.jsonl;

import dev.ouzel.sink.SinkFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The file that says how far a stream is kept: a line for each commit, synced after all that it
 * speaks of, with a checksum. The last line whose checksum is right counts, and needs no other. The
 * file is written anew, with one line, at each start and seal and when it has grown.
 */
final class Index implements Closeable {
  /** Some thousand commits: a start reads it whole. */
  private static final long MOST_BYTES = 4L * 1024 * 1024;

  private static final String CHECKSUM = "{\"crc32c\":\"";
  private static final int CHECKSUM_DIGITS = 8;

  /** Before what the checksum is of. */
  private static final int CHECKSUM_BYTES = CHECKSUM.length() + CHECKSUM_DIGITS + 2;

  private final Disk disk;
  private final StreamFiles files;
  private Disk.Output file;
  private long length;

  private Index(Disk disk, StreamFiles files) {
    this.disk = disk;
    this.files = files;
  }

  /**
   * Begins the file anew at a position. It replaces what was read before, so that nothing is built
   * on a line which a failed sync left in memory alone.
   */
  static Index write(Disk disk, StreamFiles files, Position position) throws IOException {
    Index index = new Index(disk, files);
    try {
      index.rewrite(position);
      return index;
    } catch (IOException | RuntimeException e) {
      index.close();
      throw e;
    }
  }

  /** Fails when somebody took the file away: then the directory is not the one that was opened. */
  void requireInPlace() throws IOException {
    if (!file.isInPlace()) {
      throw new NoSuchFileException(files.index().toString());
    }
  }

  /** Completes when no crash can undo it. */
  void append(Position position) throws IOException {
    if (length > MOST_BYTES) {
      rewrite(position);
      return;
    }
    ByteBuffer line = line(position.toJson());
    int size = line.remaining();
    file.write(line, length);
    file.force();
    length += size;
  }

  /** As {@link #append}, in a file of its own. */
  void rewrite(Position position) throws IOException {
    close();
    Path fresh = files.unfinished("index");
    disk.delete(fresh);
    ByteBuffer line = line(position.toJson());
    int size = line.remaining();
    try (Disk.Output out = disk.open(fresh)) {
      out.write(line, 0);
      out.force();
    }
    disk.move(fresh, files.index());
    disk.forceDirectory(files.state());
    file = disk.open(files.index());
    length = size;
  }

  static ByteBuffer line(String json) {
    byte[] said = (json.substring(1) + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] sum = sum(said, 0, said.length - 1).getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(sum.length + said.length).put(sum).put(said).flip();
  }

  /** The beginning of a line with these bytes. */
  private static String sum(byte[] bytes, int from, int to) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, to - from);
    return CHECKSUM + HexFormat.of().toHexDigits((int) sum.getValue()) + "\",";
  }

  /**
   * The last position that was written whole. Fails with {@link SinkFailure} when there is none.
   */
  static Position read(StreamFiles files) throws IOException {
    Path path = files.index();
    byte[] bytes = Files.readAllBytes(path);
    int end = bytes.length - 1;
    while (end > 0) {
      if (bytes[end] == '\n' && isWhole(bytes, start(bytes, end), end)) {
        return position(bytes, end, path);
      }
      end--;
    }
    throw JsonlFailures.damaged(path, "no line of it is whole");
  }

  private static int start(byte[] bytes, int end) {
    int start = end;
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private static boolean isWhole(byte[] bytes, int start, int end) {
    int said = start + CHECKSUM_BYTES;
    return said < end
        && Arrays.equals(
            sum(bytes, said, end).getBytes(StandardCharsets.US_ASCII),
            Arrays.copyOfRange(bytes, start, said));
  }

  private static Position position(byte[] bytes, int end, Path path) {
    int said = start(bytes, end) + CHECKSUM_BYTES;
    String json = "{" + new String(bytes, said, end - said, StandardCharsets.UTF_8);
    return Position.of(json)
        .orElseThrow(
            () -> SinkFailure.permanent(path + " was written by a newer Ouzel; use that version"));
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
