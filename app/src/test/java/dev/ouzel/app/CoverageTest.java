package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.Sinks;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ouzel coverage} and {@code ouzel connections recorded} tell of a store. */
@Timeout(60)
class CoverageTest {
  private static final StreamName FILTERED = new StreamName("filtered_stream");
  private static final StreamName SAMPLE = new StreamName("sample_stream");
  private final Instant start =
      Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);

  @TempDir private Path directory;

  private String sink() {
    return "sqlite:" + directory.resolve("posts.db");
  }

  private Instant at(int minute) {
    return start.plusSeconds(60L * minute);
  }

  private TimeRange time(int from, int to) {
    return new TimeRange(at(from), at(to));
  }

  /** Covered for 40 minutes but for a gap that was lost and one that is open; still ingesting. */
  private void keep(StreamName stream) {
    Gap lost =
        Gap.open(time(10, 12), "it broke", OptionalLong.of(1)).now(Gap.State.LOST, "too old");
    Gap open = Gap.open(time(20, 30), "it broke again", OptionalLong.empty());
    ConnectionRecord connection =
        ConnectionRecord.builder()
            .number(1)
            .openedAt(at(0))
            .endedAt(at(10))
            .end("Closed")
            .detail("X closed the connection")
            .recorded(Connection.builder().id("1f0a").disconnectReason("slow_reader").build())
            .build();
    Checkpoint checkpoint =
        Checkpoint.builder().stream(stream)
            .sequence(1)
            .takenAt(Instant.now())
            .coverage(CoverageLedger.of(new CoverageLedger.Run(at(30), at(40)), "p", List.of(open)))
            .build();
    try (PostSink sink = Sinks.open(sink(), stream)) {
      sink.commit(
              Batch.builder()
                  .addCoverage(new Covered(time(0, 10), "p"), lost, new Covered(time(12, 20), "p"))
                  .addConnections(connection)
                  .checkpoint(checkpoint)
                  .build())
          .toCompletableFuture()
          .join();
    }
  }

  private Program run(int exit, String... arguments) {
    Program program = Program.withoutToken();
    assertThat(program.run(arguments)).as(program.err()).isEqualTo(exit);
    return program;
  }

  @Test
  void isDrawnForPeople() {
    keep(FILTERED);

    List<String> lines = run(0, "coverage", "--sink", sink()).out().lines().toList();

    assertThat(lines.get(0)).isEqualTo("filtered_stream");
    assertThat(lines.get(2)).hasSize(80).matches("={20}!{4}={16}\\?{20}={20}");
    assertThat(String.join("\n", lines))
        .contains("what came after is not settled yet", "why: it broke", "X says: slow_reader");
  }

  @Test
  void isDrawnInColoursWhenAsked() {
    keep(FILTERED);

    assertThat(run(0, "coverage", "--sink", sink(), "--color", "always").out())
        .contains("\u001B[32m" + "=".repeat(20) + "\u001B[0m\u001B[1;31m!!!!\u001B[0m")
        .contains("\u001B[1;31mlost      \u001B[0m");
    assertThat(run(0, "connections", "recorded", "--sink", sink(), "--color", "always").out())
        .contains("\u001B[33mx\u001B[0m ended by X 1");
    assertThat(run(0, "coverage", "--sink", sink()).out()).doesNotContain("\u001B");
  }

  @Test
  void isToldToProgramsInOneObject() throws Exception {
    keep(FILTERED);

    Program program = run(0, "coverage", "--sink", sink(), "--output", "json");

    assertThat(program.out()).hasLineCount(1);
    JsonNode told = new ObjectMapper().readTree(program.out());
    assertThat(told.path("stream").asText()).isEqualTo("filtered_stream");
    assertThat(told.path("frontier").asText()).isEqualTo(at(40).toString());
    assertThat(told.path("covered")).hasSize(3);
    assertThat(told.path("covered").path(0).path("from").asText()).isEqualTo(at(0).toString());
    assertThat(told.path("covered").path(0).path("to").asText()).isEqualTo(at(10).toString());
    assertThat(told.path("gaps")).hasSize(2);
    JsonNode lost = told.path("gaps").path(0);
    assertThat(lost.path("from").asText()).isEqualTo(at(10).toString());
    assertThat(lost.path("state").asText()).isEqualTo("lost");
    assertThat(lost.path("reason").asText()).isEqualTo("it broke");
    assertThat(lost.path("remedy").asText()).isEqualTo("too old");
    assertThat(lost.path("connection").path("number").asInt()).isEqualTo(1);
    assertThat(lost.path("connection").path("recorded").path("disconnect_reason").asText())
        .isEqualTo("slow_reader");
    assertThat(told.path("gaps").path(1).path("state").asText()).isEqualTo("open");
    assertThat(told.path("gaps").path(1).path("connection").isEmpty()).isTrue();
  }

  @Test
  void isToldOfEachStreamOrOfTheOneAskedFor() {
    keep(FILTERED);
    keep(SAMPLE);

    assertThat(run(0, "coverage", "--sink", sink(), "--output", "json").out().lines().toList())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("{\"stream\":\"filtered_stream\""),
            second -> assertThat(second).startsWith("{\"stream\":\"sample_stream\""));
    assertThat(run(0, "coverage", "--sink", sink(), "--stream", "sample_stream").out())
        .startsWith("sample_stream")
        .doesNotContain("filtered_stream");
    assertThat(run(2, "coverage", "--sink", sink(), "--stream", "firehose_stream.1").err())
        .contains("it holds: filtered_stream, sample_stream")
        .hasLineCount(1);
  }

  @Test
  void isToldSinceATime() {
    keep(FILTERED);

    String since = run(0, "coverage", "--sink", sink(), "--since", at(12).toString()).out();

    assertThat(since).contains("why: it broke again").doesNotContain("lost");
    assertThat(run(0, "coverage", "--sink", sink(), "--since", "1m").out())
        .doesNotContain("why: it broke");
  }

  @Test
  void isReadWhileAnIngestWrites() {
    keep(FILTERED);
    try (PostSink writing = Sinks.open(sink(), FILTERED)) {
      assertThat(run(0, "coverage", "--sink", sink()).out()).contains("covered up to");
      assertThat(writing.resume(FILTERED).toCompletableFuture().join()).isPresent();
    }
  }

  @Test
  void connectionsAreToldAsWeSawThemAndAsXDid() throws Exception {
    keep(FILTERED);

    String table = run(0, "connections", "recorded", "--sink", sink()).out();
    String json = run(0, "connections", "recorded", "--sink", sink(), "--output", "json").out();

    assertThat(table.lines())
        .startsWith("filtered_stream")
        .contains("live      " + "=".repeat(69) + "x", "x ended by X 1");
    assertThat(table.lines().toList().get(5)).containsSubsequence("STREAM", "KIND", "X'S REASON");
    assertThat(table.lines().toList().get(6))
        .startsWith("filtered_stream  1       live")
        .containsSubsequence("X closed the connection", "1f0a", "slow_reader");
    JsonNode told = new ObjectMapper().readTree(json);
    assertThat(told.path("stream").asText()).isEqualTo("filtered_stream");
    assertThat(told.path("number").asInt()).isEqualTo(1);
    assertThat(told.path("recorded").path("id").asText()).isEqualTo("1f0a");
  }

  @Test
  void needsAStoreThatCanBeRead() throws Exception {
    assertThat(run(4, "coverage", "--sink", sink()).err())
        .startsWith("ouzel: there is no ")
        .contains("posts.db")
        .hasLineCount(1);
    assertThat(run(2, "coverage", "--sink", "-").err())
        .startsWith("ouzel: standard output keeps nothing that could be read");
    Path other = Files.writeString(directory.resolve("posts.db"), "no database, only a text");
    assertThat(run(4, "coverage", "--sink", "sqlite:" + other).err()).contains("not a SQLite");
    Files.delete(other);
    Sinks.open(sink(), FILTERED).close();
    assertThat(run(0, "coverage", "--sink", sink()).err()).startsWith("nothing was ingested into");
  }
}
