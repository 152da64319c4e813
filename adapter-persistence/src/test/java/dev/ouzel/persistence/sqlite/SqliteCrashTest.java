package dev.ouzel.persistence.sqlite;

import static dev.ouzel.persistence.sqlite.Batches.STREAM;
import static dev.ouzel.persistence.sqlite.Batches.batchOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.persistence.OtherProcess;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves behind that is killed while it commits. */
@Timeout(120)
final class SqliteCrashTest {
  private static final int ROUNDS = 4;
  private static final int POSTS_IN_A_BATCH = 1_500;

  @TempDir Path directory;

  /** Commits one batch after another, saying the number of each, until it is killed. */
  static final class Writer {
    public static void main(String[] arguments) {
      try (PostSink sink = SqliteSink.open(Path.of(arguments[0]), STREAM)) {
        long sequence =
            sink.resume(STREAM).toCompletableFuture().join().map(Checkpoint::sequence).orElse(0L);
        while (true) {
          sink.commit(batchOf(POSTS_IN_A_BATCH, ++sequence)).toCompletableFuture().join();
          System.out.println(sequence);
        }
      }
    }
  }

  @Test
  void leavesWholeBatchesAndNoneThatWasAcknowledgedIsMissing() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Path file = directory.resolve("posts.db");
    for (int round = 1; round <= ROUNDS; round++) {
      long acknowledged = writeAndDie(file, 1 + random.nextInt(12));

      checkWhole(file, acknowledged, "seed %d, round %d".formatted(seed, round));
    }
  }

  private static long writeAndDie(Path file, int commits) throws IOException {
    try (OtherProcess writer = OtherProcess.run(Writer.class, file)) {
      long acknowledged = 0;
      for (int i = 0; i < commits; i++) {
        acknowledged = Long.parseLong(writer.line());
      }
      // The writer is at its next commits by now. What it still said of them counts too.
      List<String> said = writer.kill();
      return said.isEmpty() ? acknowledged : Long.parseLong(said.get(said.size() - 1));
    }
  }

  private static void checkWhole(Path file, long acknowledged, String where) {
    try (PostSink sink = SqliteSink.open(file, STREAM);
        OtherProgram reader = new OtherProgram(file)) {
      long kept =
          sink.resume(STREAM).toCompletableFuture().join().map(Checkpoint::sequence).orElse(0L);
      // One more may have been committed before it could be said.
      assertThat(kept).as(where).isBetween(acknowledged, acknowledged + 1);
      assertThat(reader.number("SELECT count(*) FROM posts"))
          .as(where)
          .isEqualTo(kept * POSTS_IN_A_BATCH);
      assertThat(reader.number("SELECT count(*) FROM dead_letters")).as(where).isEqualTo(kept);
      assertThat(reader.row("PRAGMA integrity_check")).as(where).isEqualTo("ok");

      CommitReceipt again =
          sink.commit(batchOf(POSTS_IN_A_BATCH, kept)).toCompletableFuture().join();

      assertThat(again).as(where).isEqualTo(new CommitReceipt(kept, POSTS_IN_A_BATCH, 0));
    }
  }
}
