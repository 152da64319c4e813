package dev.ouzel.app.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.operations.Console;
import dev.ouzel.persistence.Sinks;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.PostQuery;
import dev.ouzel.sink.PostReader;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports that are ended early, and what the next one makes of it. */
@Timeout(60)
class ExportResumeTest {
  private static final StreamName STREAM = new StreamName("filtered_stream");
  private static final int POSTS = 3_000;
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void keepPosts() {
    file = directory.resolve("posts.out");
    keep(1, LongStream.rangeClosed(1, POSTS));
  }

  private String uri() {
    return "sqlite:" + directory.resolve("posts.db");
  }

  private void keep(long sequence, LongStream ids) {
    List<ReceivedPost> posts =
        ids.mapToObj(
                id ->
                    new ReceivedPost(
                        id,
                        Instant.EPOCH,
                        Payload.ofText(
                            "{\"data\":{\"id\":\"%d\",\"text\":\"dipper\"}}".formatted(id))))
            .toList();
    try (PostSink sink = Sinks.open(uri(), STREAM)) {
      Checkpoint checkpoint =
          Checkpoint.builder().stream(STREAM).sequence(sequence).takenAt(Instant.EPOCH).build();
      sink.commit(Batch.builder().posts(posts).checkpoint(checkpoint).build())
          .toCompletableFuture()
          .join();
    }
  }

  private static ExportPlan plan(ExportForm form, Path file) {
    return new ExportPlan(PostQuery.builder().build(), form, Optional.of(file), "all as " + form);
  }

  private Export.Outcome export(ExportPlan plan) {
    return exportStopped(plan, Integer.MAX_VALUE);
  }

  /** Exports, but says stop once so many pieces are read. */
  private Export.Outcome exportStopped(ExportPlan plan, int pieces) {
    try (Stopping reader = new Stopping(Sinks.posts(uri()), pieces)) {
      Export export = new Export(plan, reader, new Gauge(new Console(NOWHERE, NOWHERE, true)));
      reader.export = export;
      if (pieces == 0) {
        export.stop();
      }
      return export.run(NOWHERE);
    }
  }

  /** A reader that ends the export it serves. */
  private static final class Stopping implements PostReader {
    private final PostReader reader;
    private int left;
    private Export export;

    Stopping(PostReader reader, int left) {
      this.reader = reader;
      this.left = left;
    }

    private void count() {
      if (--left == 0) {
        export.stop();
      }
    }

    @Override
    public List<String> columns() {
      return reader.columns();
    }

    @Override
    public List<StoredFrame> frames(PostQuery query, int limit) {
      count();
      return reader.frames(query, limit);
    }

    @Override
    public List<FlatPost> rows(PostQuery query, int limit) {
      count();
      return reader.rows(query, limit);
    }

    @Override
    public OptionalLong lastId(PostQuery query) {
      return reader.lastId(query);
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  private Path part() {
    return directory.resolve("posts.out.part");
  }

  private Path note() {
    return directory.resolve("posts.out.part.note");
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWhereItWasAndWritesTheSameBytes(ExportForm form) throws IOException {
    Path whole = directory.resolve("whole.out");
    assertThat(export(plan(form, whole))).isEqualTo(new Export.Outcome(POSTS, true));

    for (int pieces = 0; pieces < 3; pieces++) {
      assertThat(exportStopped(plan(form, file), pieces).whole()).isFalse();
      assertThat(file).doesNotExist();
      Files.writeString(part(), "what a killed run wrote", StandardOpenOption.APPEND);
    }
    assertThat(export(plan(form, file))).isEqualTo(new Export.Outcome(POSTS, true));

    assertThat(file).hasSameBinaryContentAs(whole);
    assertThat(part()).doesNotExist();
    assertThat(note()).doesNotExist();
  }

  @Test
  void goesOnWithThePostsThatWereThereAtFirst() throws IOException {
    exportStopped(plan(ExportForm.JSONL, file), 1);
    keep(2, LongStream.rangeClosed(POSTS + 1, POSTS + 100));

    export(plan(ExportForm.JSONL, file));

    assertThat(Files.readAllLines(file)).hasSize(POSTS);
  }

  @Test
  void goesOnThoughTheTimesAskedForMeanOthersByNow() throws IOException {
    PostQuery first = PostQuery.builder().idsAbove(10).build();
    PostQuery second = PostQuery.builder().idsAbove(500).idsUpTo(600).build();
    exportStopped(new ExportPlan(first, ExportForm.JSONL, Optional.of(file), "since 1d"), 1);

    export(new ExportPlan(second, ExportForm.JSONL, Optional.of(file), "since 1d"));

    assertThat(Files.readAllLines(file)).hasSize(POSTS - 10);
  }

  @Test
  void beginsAnewWhenItIsAskedForSomethingElse() throws IOException {
    exportStopped(plan(ExportForm.CSV, file), 2);

    assertThat(export(plan(ExportForm.JSONL, file)).posts()).isEqualTo(POSTS);

    assertThat(Files.readAllLines(file)).hasSize(POSTS).allMatch(line -> line.startsWith("{"));
  }

  @Test
  void beginsAnewWhenThePartFileIsGoneOrShorterThanNotedOrTheNoteIsDamaged() throws IOException {
    exportStopped(plan(ExportForm.JSONL, file), 2);
    Files.delete(part());
    exportStopped(plan(ExportForm.JSONL, file), 2);
    Files.writeString(part(), "short");
    exportStopped(plan(ExportForm.JSONL, file), 2);
    Files.write(note(), new byte[] {'{', (byte) 0xFF});

    export(plan(ExportForm.JSONL, file));

    assertThat(Files.readAllLines(file)).hasSize(POSTS).allMatch(line -> line.startsWith("{"));
  }

  @Test
  void takesNoNoteOfAnEarlierFileForItsOwn() throws IOException {
    exportStopped(plan(ExportForm.JSONL, file), 2);
    Files.delete(part());

    // As if it were killed before its first note.
    try (PartFile anew = PartFile.open(file, plan(ExportForm.JSONL, file).asked())) {
      anew.out().write(new byte[1_000_000]);
    }
    export(plan(ExportForm.JSONL, file));

    assertThat(Files.readAllLines(file)).hasSize(POSTS).allMatch(line -> line.startsWith("{"));
  }

  @Test
  void refusesAFileThatAnotherExportWrites() throws IOException {
    try (PartFile other = PartFile.open(file, "other")) {
      assertThat(other.noted()).isEmpty();
      assertThatThrownBy(() -> export(plan(ExportForm.JSONL, file)))
          .isInstanceOf(Mistake.class)
          .hasMessageEndingWith("is being written by another export");
    }
  }

  @Test
  void writesNothingTwiceToStandardOutputAndStopsWhenNobodyReadsIt() throws IOException {
    ExportPlan plan =
        new ExportPlan(PostQuery.builder().build(), ExportForm.JSONL, Optional.empty(), "");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Gauge gauge = new Gauge(new Console(NOWHERE, NOWHERE, false));
    try (PostReader reader = Sinks.posts(uri())) {
      new Export(plan, reader, gauge).run(new PrintStream(out, false, StandardCharsets.UTF_8));
      assertThat(out.toString(StandardCharsets.UTF_8).lines())
          .hasSize(POSTS)
          .doesNotHaveDuplicates();

      PrintStream gone =
          new PrintStream(
              new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                  throw new IOException("Broken pipe");
                }
              },
              false,
              StandardCharsets.UTF_8);
      assertThatThrownBy(() -> new Export(plan, reader, gauge).run(gone))
          .isInstanceOf(SinkFailure.class)
          .hasMessageStartingWith("standard output cannot be written");
    }
  }
}
