package dev.ouzel.persistence;

import dev.ouzel.persistence.jsonl.JsonlReader;
import dev.ouzel.persistence.jsonl.JsonlSink;
import dev.ouzel.persistence.sqlite.SqliteReader;
import dev.ouzel.persistence.sqlite.SqliteSink;
import dev.ouzel.persistence.stdout.StdoutSink;
import dev.ouzel.post.PostCodec;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Opens the sink that a URI names:
 *
 * <ul>
 *   <li>{@code sqlite:PATH}, such as {@code sqlite:ouzel.db} or {@code sqlite:/var/lib/ouzel.db}: a
 *       SQLite file, made when it does not exist; needs {@code org.xerial:sqlite-jdbc}
 *   <li>{@code jsonl:DIR}, such as {@code jsonl:archive?compress=gzip}: files of lines in a
 *       directory; needs {@code com.github.luben:zstd-jni} unless told to compress otherwise
 *   <li>{@code -}: standard output, one frame a line
 * </ul>
 */
public final class Sinks {
  private static final String SQLITE = "sqlite:";
  private static final String JSONL = "jsonl:";

  private Sinks() {}

  /**
   * Opens a sink for {@code stream} that looks into no post; as {@link #open(String, StreamName,
   * Supplier)}, which a sink with columns of its own needs.
   */
  public static PostSink open(String uri, StreamName stream) {
    return open(
        uri,
        stream,
        () -> {
          throw new IllegalArgumentException(
              "the sink '" + shown(uri) + "' has columns to fill: open it with a PostCodec");
        });
  }

  /**
   * Opens a sink for {@code stream}. Waits for the store. A sink with columns of its own asks
   * {@code codec} once, and reads each post by it on the sink's own thread.
   *
   * @throws IllegalArgumentException when the URI names no sink; the message says what would
   * @throws SinkFailure when the store cannot be used, or is in use; the message says what to do
   */
  public static PostSink open(String uri, StreamName stream, Supplier<PostCodec> codec) {
    if (uri.equals("-")) {
      // Not System.out, which swallows the failures of a pipe that nobody reads any more.
      return new StdoutSink(new FileOutputStream(FileDescriptor.out));
    }
    if (uri.startsWith(SQLITE)) {
      return SqliteSink.open(sqliteFile(uri), stream);
    }
    if (uri.startsWith(JSONL)) {
      return JsonlSink.open(uri, stream);
    }
    throw notASink(uri);
  }

  /**
   * Opens the store behind a sink for reading, whether an ingest writes to it or not. Waits for the
   * disk.
   *
   * @throws IllegalArgumentException when the URI names no sink, or one that keeps nothing
   * @throws SinkFailure when the store does not exist or cannot be read; the message says what to
   *     do
   */
  public static StoreReader read(String uri) {
    if (uri.equals("-")) {
      throw new IllegalArgumentException(
          "standard output keeps nothing that could be read; name a store, such as"
              + " sqlite:ouzel.db");
    }
    if (uri.startsWith(SQLITE)) {
      return SqliteReader.open(sqliteFile(uri));
    }
    if (uri.startsWith(JSONL)) {
      return JsonlReader.open(uri);
    }
    throw notASink(uri);
  }

  private static Path sqliteFile(String uri) {
    Path file = path(uri.substring(SQLITE.length()), uri);
    require("org.sqlite.JDBC", "org.xerial:sqlite-jdbc", uri);
    return file;
  }

  /**
   * Other programs read {@code //} and {@code ?} after a scheme, and a name like {@code :memory:},
   * in ways of their own, so these are refused rather than taken for a file's name.
   */
  private static Path path(String path, String uri) {
    if (path.isBlank() || path.startsWith("//") || path.startsWith(":") || path.contains("?")) {
      throw notASink(uri);
    }
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw notASink(uri);
    }
  }

  /** Drivers are optional dependencies: an embedder carries those it uses. */
  private static void require(String driver, String artifact, String uri) {
    try {
      Class.forName(driver);
    } catch (ClassNotFoundException missing) {
      throw SinkFailure.permanent(
          "the sink '%s' needs a driver: add %s to the class path".formatted(uri, artifact),
          missing);
    }
  }

  private static IllegalArgumentException notASink(String uri) {
    return new IllegalArgumentException(
        "'"
            + shown(uri)
            + "' is no sink: a sink is sqlite:PATH, such as sqlite:ouzel.db,"
            + " or - for standard output");
  }

  /** The URI without user, password and parameters, as far as it has them. */
  private static String shown(String uri) {
    return uri.replaceFirst("(?s):.*@", ":…@").replaceFirst("(?s)[?].*", "?…");
  }
}
