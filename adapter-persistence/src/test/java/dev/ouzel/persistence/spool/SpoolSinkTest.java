package dev.ouzel.persistence.spool;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.sqlite.SqliteFile;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.Rematch;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.contract.OtherWriter;
import dev.ouzel.testkit.contract.PostSinkContract;
import dev.ouzel.testkit.contract.SinkOpener;
import dev.ouzel.testkit.contract.StoreTrouble;
import dev.ouzel.testkit.contract.Stored;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.io.TempDir;

/**
 * The spool keeps the contract by itself: the sink behind it takes nothing, so that everything is
 * still there. It has a file for each stream.
 */
final class SpoolSinkTest extends PostSinkContract {
  private static final SpoolSettings HASTY =
      SpoolSettings.builder().patienceAtClose(Duration.ofMillis(1)).build();

  @TempDir Path directory;

  /** Never answers. */
  static final class StuckSink implements PostSink {
    @Override
    public SinkKind kind() {
      return SinkKind.LOG;
    }

    @Override
    public CompletionStage<CommitReceipt> commit(Batch batch) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
      return CompletableFuture.completedFuture(PostIds.none());
    }

    @Override
    public void close() {}
  }

  private static PostSink open(Path file, StreamName stream) {
    return Spool.open(file, stream, HASTY, List.of(new SpooledSink("stuck", StuckSink::new)));
  }

  static final class Elsewhere implements SinkOpener {
    @Override
    public PostSink open(String store, StreamName stream) {
      return SpoolSinkTest.open(file(Path.of(store), stream), stream);
    }
  }

  private static Path file(Path directory, StreamName stream) {
    return directory.resolve(stream + ".spool");
  }

  @Override
  protected PostSink open(StreamName stream) {
    return open(file(directory, stream), stream);
  }

  @Override
  protected Optional<OtherWriter> writerElsewhere() {
    return Optional.of(new OtherWriter(Elsewhere.class, directory.toString()));
  }

  /** That of the stream which most tests write. */
  private Path file() {
    return file(directory, new StreamName("filtered_stream"));
  }

  @Override
  protected Stored stored() {
    List<Stored.Post> posts = new ArrayList<>();
    List<Rematch> rematches = new ArrayList<>();
    List<DeadLetter> letters = new ArrayList<>();
    if (Files.exists(file())) {
      try (SpoolStore store =
          new SpoolStore(SpoolStore.file(file()), new StreamName("filtered_stream"))) {
        long last = store.progress().map(Progress::sequence).orElse(0L);
        for (long sequence = 1; sequence <= last; sequence++) {
          Batch batch = store.batch(sequence);
          batch.posts().forEach(post -> posts.add(new Stored.Post(post.id(), post.payload())));
          rematches.addAll(batch.rematches());
          letters.addAll(batch.deadLetters());
        }
      }
    }
    return new Stored(posts, rematches, letters);
  }

  @Override
  protected Optional<StoreReader> reader() {
    return Optional.empty();
  }

  @Override
  protected Optional<Runnable> beginTrouble(StoreTrouble trouble) {
    return switch (trouble) {
      case STALLED -> Optional.of(changed("BEGIN IMMEDIATE", "COMMIT"));
      case NEWER_SCHEMA ->
          Optional.of(changed("PRAGMA user_version = 99", "PRAGMA user_version = 1"));
      default -> Optional.empty();
    };
  }

  private Runnable changed(String sql, String back) {
    SqliteFile file = SpoolStore.file(file());
    try {
      Connection connection = file.connect();
      execute(connection, sql);
      return () -> {
        try (connection) {
          execute(connection, back);
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      };
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
