package dev.ouzel.app.scenario;

import dev.ouzel.persistence.Sinks;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.memory.MemoryStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A store, as an ingest writes to it and as somebody else reads it. */
interface Shelf {
  /** The stream that every scenario ingests. */
  StreamName STREAM = new StreamName("filtered_stream");

  /** Opens it for an ingest. */
  PostSink open();

  /** Opens it for reading. */
  StoreReader read();

  /** The stored posts, byte for byte, the oldest id first. */
  List<Payload> posts();

  /** The dead letters in their order. */
  List<Payload> deadLetters();

  /** A SQLite file in this directory. */
  static Shelf sqlite(Path directory) {
    return new SqliteShelf(directory.resolve("posts.db"));
  }

  /** A store in memory. */
  static Shelf of(MemoryStore store) {
    return new MemoryShelf(store);
  }

  /** A SQLite file, read as any other program would. */
  record SqliteShelf(Path file) implements Shelf {
    @Override
    public PostSink open() {
      return Sinks.open("sqlite:" + file, STREAM);
    }

    @Override
    public StoreReader read() {
      return Sinks.read("sqlite:" + file);
    }

    @Override
    public List<Payload> posts() {
      return query("SELECT CAST(json AS BLOB) FROM posts ORDER BY id");
    }

    @Override
    public List<Payload> deadLetters() {
      return query("SELECT bytes FROM dead_letters ORDER BY rowid");
    }

    private List<Payload> query(String sql) {
      List<Payload> values = new ArrayList<>();
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          values.add(Payload.copyOf(rows.getBytes(1)));
        }
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
      return values;
    }
  }

  /** A store in memory. */
  record MemoryShelf(MemoryStore store) implements Shelf {
    @Override
    public PostSink open() {
      return store.open(STREAM);
    }

    @Override
    public StoreReader read() {
      return store.reader();
    }

    @Override
    public List<Payload> posts() {
      return store.posts().stream()
          .sorted((a, b) -> Long.compare(a.id(), b.id()))
          .map(ReceivedPost::payload)
          .toList();
    }

    @Override
    public List<Payload> deadLetters() {
      return store.deadLetters().stream().map(letter -> letter.payload()).toList();
    }
  }
}
