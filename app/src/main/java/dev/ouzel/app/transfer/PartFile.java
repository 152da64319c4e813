package dev.ouzel.app.transfer;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.sink.FlatJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A file that is written under another name until it is whole. Beside it lies a note of how far it
 * is, so that a run which was ended early can be gone on with.
 */
final class PartFile implements AutoCloseable {
  private static final String PRINT = "export";
  private static final String BYTES = "bytes";
  private static final String AFTER = "after";
  private static final String POSTS = "posts";

  private final Path file;
  private final Path part;
  private final Path note;
  private final String print;
  private final FileChannel channel;
  private final OutputStream out;
  private Reached reached;

  /**
   * How far the file is.
   *
   * @param bytes its length then
   * @param after the id of the last post in it
   * @param posts how many posts it holds
   */
  record Reached(long bytes, long after, long posts) {}

  private PartFile(Path file, String print) throws IOException {
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.note = file.resolveSibling(file.getFileName() + ".part.note");
    this.print = print;
    this.reached = noted();
    this.channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(reached.bytes());
    channel.position(reached.bytes());
    // The channel itself would not tell how far it is if it were wrapped.
    this.out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
            while (rest.hasRemaining()) {
              channel.write(rest);
            }
          }
        };
  }

  /**
   * Opens the file, where a run with the same {@code print} left it, or anew. Fails with {@link
   * Mistake} when it is whole already or cannot be written.
   */
  static PartFile open(Path file, String print) {
    if (Files.exists(file)) {
      throw new Mistake(file + " exists; delete it, or name another file with --output");
    }
    try {
      return new PartFile(file.toAbsolutePath(), print);
    } catch (IOException e) {
      throw new Mistake(file + " cannot be written: " + e);
    }
  }

  private Reached noted() throws IOException {
    Reached nothing = new Reached(0, 0, 0);
    if (!Files.exists(note) || !Files.exists(part)) {
      return nothing;
    }
    try {
      Map<String, String> values = FlatJson.read(Files.readString(note));
      Reached told =
          new Reached(
              Long.parseLong(values.get(BYTES)),
              Long.parseLong(values.get(AFTER)),
              Long.parseLong(values.get(POSTS)));
      boolean same = print.equals(values.get(PRINT)) && Files.size(part) >= told.bytes();
      return same ? told : nothing;
    } catch (IllegalArgumentException damaged) {
      return nothing;
    }
  }

  /** Where it goes on. */
  Reached reached() {
    return reached;
  }

  OutputStream out() {
    return out;
  }

  /** Notes that all up to a post is in the file, synced. */
  void reached(long after, long posts) throws IOException {
    channel.force(false);
    reached = new Reached(channel.position(), after, posts);
    Path next = note.resolveSibling(note.getFileName() + ".tmp");
    Files.writeString(
        next,
        new FlatJson()
            .text(PRINT, print)
            .number(BYTES, reached.bytes())
            .number(AFTER, after)
            .number(POSTS, posts)
            .toString());
    Files.move(next, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The file is whole: it gets its name. */
  void finish() throws IOException {
    channel.force(true);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(note);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
