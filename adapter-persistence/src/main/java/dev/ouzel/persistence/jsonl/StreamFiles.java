package dev.ouzel.persistence.jsonl;

import dev.ouzel.stream.StreamName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The names of a stream's files.
 *
 * @param directory where they are
 * @param stream whose they are
 */
record StreamFiles(Path directory, StreamName stream) {
  static final String STATE = ".state";
  static final String PLAIN = ".jsonl";

  private static final String IDS = ".ids";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The segment that is written. */
  Path active() {
    return directory.resolve(stream + "-active" + PLAIN);
  }

  /** The segment that {@code position} is in, once it is sealed and not yet compressed. */
  Path sealed(Position position) {
    return directory.resolve(
        "%s-%s-%s%s"
            .formatted(
                stream,
                TIME.format(position.from()),
                TIME.format(position.to()),
                end(position.segment())));
  }

  private static String end(long segment) {
    return "-%06d%s".formatted(segment, PLAIN);
  }

  /** A sealed segment that is not compressed. */
  Optional<Path> sealed(long segment) throws IOException {
    return list(directory, stream + "-*Z-*Z" + end(segment)).stream().findFirst();
  }

  Path deadLetters() {
    return directory.resolve(stream + ".dead_letters" + PLAIN);
  }

  Path ledger() {
    return directory.resolve(stream + ".ledger" + PLAIN);
  }

  /** The directory of what is nobody else's business. */
  Path state() {
    return directory.resolve(stream + STATE);
  }

  Path index() {
    return state().resolve("index");
  }

  Path lock() {
    return state().resolve("lock");
  }

  /** What is renamed when it is whole; at a start it is rubbish. */
  Path unfinished(String what) {
    return state().resolve(what + ".tmp");
  }

  /** The ids of a segment's posts. */
  Path ids(long segment) {
    return state().resolve("%06d%s".formatted(segment, IDS));
  }

  /** The files that {@link #ids} names, that of the newest segment first. */
  List<Path> ids() throws IOException {
    List<Path> found = new ArrayList<>(list(state(), "*" + IDS));
    found.sort(Comparator.comparing(StreamFiles::number).reversed());
    return found;
  }

  private static long number(Path ids) {
    String name = ids.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - IDS.length()));
  }

  private static List<Path> list(Path directory, String glob) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, glob)) {
      List<Path> files = new ArrayList<>();
      found.forEach(files::add);
      return files;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
