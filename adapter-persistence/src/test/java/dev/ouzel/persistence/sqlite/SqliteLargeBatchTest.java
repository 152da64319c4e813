package dev.ouzel.persistence.sqlite;

import static dev.ouzel.persistence.sqlite.Batches.NOW;
import static dev.ouzel.persistence.sqlite.Batches.STREAM;
import static dev.ouzel.persistence.sqlite.Batches.batch;
import static dev.ouzel.persistence.sqlite.Batches.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of several statements' posts, and some more. */
final class SqliteLargeBatchTest {
  private static final int POSTS = 3 * PostTable.ROWS + 7;

  /** A post in the second statement. */
  private static final int ODD = PostTable.ROWS + 5;

  @TempDir Path directory;
  private PostSink sink;
  private OtherProgram other;

  @BeforeEach
  void open() {
    Path file = directory.resolve("posts.db");
    sink = SqliteSink.open(file, STREAM);
    other = new OtherProgram(file);
  }

  @AfterEach
  void close() {
    other.close();
    sink.close();
  }

  private CommitReceipt commit(long sequence, LongFunction<ReceivedPost> numbered) {
    ReceivedPost[] posts =
        LongStream.rangeClosed(1, POSTS).mapToObj(numbered).toArray(ReceivedPost[]::new);
    return sink.commit(batch(sequence, posts)).toCompletableFuture().join();
  }

  @Test
  void areKeptPostForPost() {
    long first = PostId.at(NOW).value();

    CommitReceipt receipt =
        commit(1, number -> post(number == ODD ? ODD : first + number, "{\"n\":" + number + "}"));

    assertThat(receipt).isEqualTo(new CommitReceipt(1, POSTS, 0));
    assertThat(
            other.number(
                "SELECT count(*) FROM posts WHERE typeof(json) = 'text' AND created_at = "
                    + NOW.toEpochMilli()
                    + " AND json = '{\"n\":' || (id - %d) || '}'".formatted(first)))
        .isEqualTo(POSTS - 1);
    assertThat(other.row("SELECT id, json FROM posts WHERE created_at IS NULL"))
        .isEqualTo(ODD + "|{\"n\":" + ODD + "}");
    assertThat(other.number("SELECT count(*) FROM mended_posts")).isZero();
  }

  @Test
  void tellPostsThatWereHeldFromNewOnes() {
    commit(1, number -> post(3 * (POSTS + 1 - number)));

    assertThat(commit(2, SqliteLargeBatchTest::plain))
        .isEqualTo(new CommitReceipt(2, POSTS - POSTS / 3, POSTS / 3));
  }

  private static ReceivedPost plain(long number) {
    return post(number);
  }

  @Test
  void mendThePostThatNeedsIt() {
    byte[] damaged = {'"', (byte) 0xff, '"'};
    ReceivedPost odd = new ReceivedPost(ODD, NOW, Payload.copyOf(damaged));

    assertThat(commit(1, number -> number == ODD ? odd : post(number)))
        .isEqualTo(new CommitReceipt(1, POSTS, 0));

    assertThat(other.number("SELECT count(*) FROM posts")).isEqualTo(POSTS);
    assertThat(other.row("SELECT hex(json) FROM posts WHERE id = " + ODD)).isEqualTo("22FF22");
    assertThat(other.row("SELECT post_id, json FROM mended_posts")).isEqualTo(ODD + "|\"\uFFFD\"");
  }

  @Test
  void nameThePostThatIsRefused() {
    other.change(
        "CREATE TRIGGER odd BEFORE INSERT ON posts WHEN new.id = %d BEGIN SELECT raise(FAIL, 'odd'); END"
            .formatted(ODD));

    CompletionException failed =
        catchThrowableOfType(
            CompletionException.class, () -> commit(1, SqliteLargeBatchTest::plain));

    assertThat(((SinkFailure) failed.getCause()).rejectedPost()).hasValue(ODD);
    assertThat(other.number("SELECT count(*) FROM posts")).isZero();
    assertThat(commit(1, number -> post(number == ODD ? POSTS + 1 : number)))
        .isEqualTo(new CommitReceipt(1, POSTS, 0));
  }
}
