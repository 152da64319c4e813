package dev.ouzel.app.transfer;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.sink.FlatJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/**
 * A file that is written under another name until it is whole. Beside it lies a note of how far it
 * is, so that a run which was ended early can be gone on with. One process at a time writes it.
 */
final class PartFile implements AutoCloseable {
  private static final String ASKED = "asked";
  private static final String BYTES = "bytes";
  private static final String AFTER = "after";
  private static final String LAST = "last";
  private static final String POSTS = "posts";

  private final Path file;
  private final Path part;
  private final Path note;
  private final String asked;
  private final FileChannel channel;
  private Optional<Reached> noted = Optional.empty();

  /**
   * How far an export is.
   *
   * @param after all posts up to this id are written
   * @param last the id up to which posts are to be written
   * @param posts how many are written
   */
  record Reached(long after, long last, long posts) {
    boolean hasMore() {
      return after < last;
    }
  }

  private PartFile(Path file, String asked) throws IOException {
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.note = file.resolveSibling(file.getFileName() + ".part.note");
    this.asked = asked;
    this.channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /**
   * Opens the file, where a run that was asked for the same left it, or anew. Fails with {@link
   * Mistake} when it is whole already or cannot be written.
   */
  static PartFile open(Path file, String asked) {
    if (Files.isDirectory(file)) {
      throw new Mistake(file + " is a directory; name a file with --output");
    }
    if (Files.exists(file)) {
      throw new Mistake(file + " exists; delete it, or name another file with --output");
    }
    try {
      PartFile opened = new PartFile(file.toAbsolutePath(), asked);
      try {
        opened.begin();
        return opened;
      } catch (IOException | RuntimeException e) {
        opened.close();
        throw e;
      }
    } catch (IOException e) {
      throw new Mistake("%s cannot be written: %s".formatted(file, reason(file, e)));
    }
  }

  private static String reason(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no directory " + file.toAbsolutePath().getParent();
    }
    return e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
  }

  private void begin() throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw new OverlappingFileLockException();
      }
    } catch (OverlappingFileLockException e) {
      throw new Mistake(part + " is being written by another export");
    }
    long bytes = read();
    if (noted.isEmpty()) {
      // A note of an earlier file must not be taken for one of this.
      Files.deleteIfExists(note);
    }
    channel.truncate(bytes);
    channel.position(bytes);
  }

  /** Reads the note; tells how much of the part file counts. */
  private long read() throws IOException {
    if (!Files.exists(note)) {
      return 0;
    }
    try {
      Map<String, String> values = FlatJson.read(Files.readString(note));
      long bytes = Long.parseLong(values.get(BYTES));
      if (asked.equals(values.get(ASKED)) && bytes >= 0 && bytes <= channel.size()) {
        noted =
            Optional.of(
                new Reached(
                    Long.parseLong(values.get(AFTER)),
                    Long.parseLong(values.get(LAST)),
                    Long.parseLong(values.get(POSTS))));
        return bytes;
      }
      return 0;
    } catch (IllegalArgumentException | CharacterCodingException damaged) {
      return 0;
    }
  }

  /** The last note, of this run or of the one before; empty when the file begins anew. */
  Optional<Reached> noted() {
    return noted;
  }

  /** Writes on, unbuffered. */
  OutputStream out() {
    return Channels.newOutputStream(channel);
  }

  /** Notes how far it is, once what was written is synced. */
  void note(Reached reached) throws IOException {
    channel.force(false);
    Path next = note.resolveSibling(note.getFileName() + ".tmp");
    Files.writeString(
        next,
        new FlatJson()
            .text(ASKED, asked)
            .number(BYTES, channel.position())
            .number(AFTER, reached.after())
            .number(LAST, reached.last())
            .number(POSTS, reached.posts())
            .toString());
    Files.move(next, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    noted = Optional.of(reached);
  }

  /** The file is whole: it gets its name. */
  void finish() throws IOException {
    channel.force(true);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(note);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
