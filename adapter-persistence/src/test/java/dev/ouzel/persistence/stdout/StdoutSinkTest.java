package dev.ouzel.persistence.stdout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.contract.PostSinkContract;
import dev.ouzel.testkit.contract.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class StdoutSinkTest extends PostSinkContract {
  private static final StreamName STREAM = new StreamName("sample_stream");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Override
  protected PostSink open(StreamName stream) {
    return new StdoutSink(out);
  }

  @Override
  protected Stored stored() {
    List<Stored.Post> posts = new ArrayList<>();
    for (byte[] line : lines()) {
      Matcher id = ID.matcher(new String(line, StandardCharsets.ISO_8859_1));
      assertThat(id.find()).isTrue();
      posts.add(new Stored.Post(Long.parseLong(id.group(1)), Payload.copyOf(line)));
    }
    return new Stored(posts, List.of(), List.of());
  }

  @Override
  protected Optional<StoreReader> reader() {
    return Optional.empty();
  }

  private List<byte[]> lines() {
    // One character for each byte, so that splitting harms none.
    return Pattern.compile("\n")
        .splitAsStream(out.toString(StandardCharsets.ISO_8859_1))
        .filter(line -> !line.isEmpty())
        .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
        .toList();
  }

  @Override
  protected boolean keepsDeadLetters() {
    return false;
  }

  @Override
  protected boolean keepsRematches() {
    return false;
  }

  private static Batch.Builder batch(long sequence, String... frames) {
    Batch.Builder batch =
        Batch.builder()
            .checkpoint(
                Checkpoint.builder().stream(STREAM)
                    .sequence(sequence)
                    .takenAt(Instant.EPOCH)
                    .build());
    for (String frame : frames) {
      batch.addPosts(new ReceivedPost(1, Instant.EPOCH, Payload.ofText(frame)));
    }
    return batch;
  }

  private static void commit(PostSink sink, Batch batch) {
    assertThat(sink.commit(batch).toCompletableFuture()).succeedsWithin(PATIENCE);
  }

  @Test
  void writesOneFrameALineAndNothingElse() {
    try (PostSink sink = open(STREAM)) {
      DeadLetter letter = new DeadLetter(Instant.EPOCH, "system", Payload.ofText("{}"));
      commit(sink, batch(1, "{\"a\":1}", "{\"b\":\"é\"}").addDeadLetters(letter).build());
      commit(sink, batch(2).build());

      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}\n{\"b\":\"é\"}\n");
    }
  }

  @Test
  void writesABatchOfferedAgainOnce() {
    try (PostSink sink = open(STREAM)) {
      commit(sink, batch(1, "{}").build());
      commit(sink, batch(1, "{}").build());

      assertThat(lines()).hasSize(1);
    }
  }

  @Test
  void failsForGoodWhenTheReaderIsGone() throws IOException {
    PipedInputStream reader = new PipedInputStream();
    try (PipedOutputStream pipe = new PipedOutputStream(reader);
        PostSink sink = new StdoutSink(pipe)) {
      commit(sink, batch(1, "{}").build());
      reader.close();

      assertThat(sink.commit(batch(2, "{}").build()).toCompletableFuture())
          .failsWithin(PATIENCE)
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOf(SinkFailure.class)
          .withMessageStartingWith("the reader of the output is gone")
          .matches(failure -> !((SinkFailure) failure).isWorthRetrying());
    }
  }

  @Test
  void leavesTheOutputOpenWhenItIsClosed() {
    boolean[] closed = {false};
    OutputStream shared =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };

    new StdoutSink(shared).close();

    assertThat(closed[0]).isFalse();
  }
}
