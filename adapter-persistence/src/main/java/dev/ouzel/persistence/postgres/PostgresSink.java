package dev.ouzel.persistence.postgres;

import dev.ouzel.persistence.store.BlockingSink;
import dev.ouzel.post.PostCodec;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;

/**
 * Keeps one stream's posts in a schema of a PostgreSQL database, which several streams may share. A
 * commit completes when the server has it on its disk. All waiting is done on a thread of the
 * sink's own.
 */
public final class PostgresSink {
  private PostgresSink() {}

  /**
   * Opens the schema that {@code uri} names, or makes it, and keeps other writers of {@code stream}
   * out. Its columns are what {@code codec} reads from posts, though it is only asked to where X
   * has written one in an unusual way. Waits for the server.
   *
   * @throws IllegalArgumentException when the URI cannot be meant; the message says why
   * @throws SinkFailure when the schema cannot be used, or is in use; the message says what to do
   */
  public static PostSink open(String uri, StreamName stream, PostCodec codec) {
    PostgresServer server = PostgresServer.at(uri, System.getenv());
    return open(server, stream, codec);
  }

  static PostSink open(PostgresServer server, StreamName stream, PostCodec codec) {
    return new BlockingSink(SinkKind.KEYED, PostgresStore.open(server, stream, codec));
  }
}
