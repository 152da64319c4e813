package dev.ouzel.persistence;

import dev.ouzel.persistence.jsonl.JsonlReader;
import dev.ouzel.persistence.jsonl.JsonlSink;
import dev.ouzel.persistence.kafka.KafkaReader;
import dev.ouzel.persistence.kafka.KafkaSink;
import dev.ouzel.persistence.postgres.PostgresReader;
import dev.ouzel.persistence.postgres.PostgresSink;
import dev.ouzel.persistence.sqlite.SqliteReader;
import dev.ouzel.persistence.sqlite.SqliteSink;
import dev.ouzel.persistence.stdout.StdoutSink;
import dev.ouzel.post.PostCodec;
import dev.ouzel.sink.PostReader;
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
 *   <li>{@code postgresql://USER@HOST:PORT/DATABASE?schema=…}: a schema of a PostgreSQL database,
 *       made when it does not exist; the password comes from {@code PGPASSWORD} or {@code
 *       ~/.pgpass}; needs {@code org.postgresql:postgresql}
 *   <li>{@code kafka://HOST:9092/TOPIC}: a Kafka topic and those named after it, made when they do
 *       not exist; needs {@code org.apache.kafka:kafka-clients}
 *   <li>{@code jsonl:DIR}, such as {@code jsonl:archive?compress=gzip}: files of lines in a
 *       directory; needs {@code com.github.luben:zstd-jni} unless told to compress otherwise
 *   <li>{@code -}: standard output, one frame a line
 * </ul>
 */
public final class Sinks {
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
    return switch (scheme(uri)) {
      case SQLITE -> SqliteSink.open(sqliteFile(uri), stream);
      case POSTGRESQL -> PostgresSink.open(uri, stream, codec.get());
      case KAFKA -> KafkaSink.open(uri, stream);
      case JSONL -> JsonlSink.open(uri, stream);
      // Not System.out, which swallows the failures of a pipe that nobody reads any more.
      case STDOUT -> new StdoutSink(new FileOutputStream(FileDescriptor.out));
    };
  }

  /**
   * Opens the store behind a sink for reading, whether an ingest writes to it or not. Waits for the
   * store.
   *
   * @throws IllegalArgumentException when the URI names no sink, or one that keeps nothing
   * @throws SinkFailure when the store does not exist or cannot be read; the message says what to
   *     do
   */
  public static StoreReader read(String uri) {
    return switch (scheme(uri)) {
      case SQLITE -> SqliteReader.open(sqliteFile(uri));
      case POSTGRESQL -> PostgresReader.open(uri);
      case KAFKA -> KafkaReader.open(uri);
      case JSONL -> JsonlReader.open(uri);
      case STDOUT ->
          throw new IllegalArgumentException(
              "standard output keeps nothing that could be read; name a store, such as"
                  + " sqlite:ouzel.db");
    };
  }

  /**
   * Opens the store behind a sink that keeps its posts in tables, for reading them back.
   *
   * @throws IllegalArgumentException when the URI names no such sink
   * @throws SinkFailure when the store does not exist or cannot be read; the message says what to
   *     do
   */
  public static PostReader posts(String uri) {
    return switch (scheme(uri)) {
      case SQLITE -> SqliteReader.posts(sqliteFile(uri));
      case POSTGRESQL -> PostgresReader.posts(uri);
      case KAFKA, JSONL, STDOUT ->
          throw new IllegalArgumentException(
              "'"
                  + shown(uri)
                  + "' has no tables to read posts from; name sqlite:PATH or postgresql://…");
    };
  }

  private static Scheme scheme(String uri) {
    Scheme scheme = Scheme.of(uri).orElseThrow(() -> notASink(uri));
    scheme.require(shown(uri));
    return scheme;
  }

  /**
   * Other programs read {@code //} and {@code ?} after a scheme, and a name like {@code :memory:},
   * in ways of their own, so these are refused rather than taken for a file's name.
   */
  private static Path sqliteFile(String uri) {
    String path = Scheme.SQLITE.rest(uri);
    if (path.isBlank() || path.startsWith("//") || path.startsWith(":") || path.contains("?")) {
      throw notASink(uri);
    }
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw notASink(uri);
    }
  }

  private static IllegalArgumentException notASink(String uri) {
    return new IllegalArgumentException(
        "'"
            + shown(uri)
            + "' is no sink: a sink is sqlite:PATH, such as sqlite:ouzel.db,"
            + " postgresql://USER@HOST/DB, kafka://HOST:9092/TOPIC, jsonl:DIR,"
            + " or - for standard output");
  }

  /** The URI without user, password and parameters, as far as it has them. */
  private static String shown(String uri) {
    return uri.replaceFirst("(?s):.*@", ":…@").replaceFirst("(?s)[?].*", "?…");
  }
}
