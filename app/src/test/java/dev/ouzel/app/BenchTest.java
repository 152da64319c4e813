package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bench as a command, with little time and a rate that any machine keeps up with. */
@Timeout(120)
class BenchTest {
  @TempDir private Path directory;
  private final Program program = Program.withoutToken();

  /** Runs a bench with these options, and those of a brief one where they are not among them. */
  private int bench(String... options) {
    Map<String, String> usual =
        Map.of(
            "--size", "260",
            "--rate", "2000",
            "--for", "500ms",
            "--warm-up", "50ms",
            "--sink", "sqlite:" + directory.resolve("bench.db"));
    List<String> arguments = new ArrayList<>(List.of("bench"));
    arguments.addAll(List.of(options));
    usual.forEach(
        (name, value) -> {
          if (arguments.stream().noneMatch(given -> given.startsWith(name + "="))) {
            arguments.add(name + "=" + value);
          }
        });
    return program.run(arguments.toArray(String[]::new));
  }

  private JsonNode figures() throws IOException {
    return new ObjectMapper().readTree(program.out());
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void measuresTheWholeAndEachStageAndLeavesNothingBehind() throws Exception {
    assertThat(bench("--stages=200ms", "--output=json")).as(program.err()).isZero();

    JsonNode figures = figures();
    assertThat(figures.get("sent").asLong()).isPositive();
    assertThat(figures.get("stored")).isEqualTo(figures.get("sent"));
    assertThat(figures.get("exact").asBoolean()).isTrue();
    for (String stage : List.of("drain", "scan", "read", "sink", "ingest")) {
      assertThat(figures.at("/stages/" + stage + "/posts_per_second").asDouble())
          .as(stage)
          .isPositive();
    }
    assertThat(figures.at("/made_to_committed_ms/p99").asDouble()).isPositive();
    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--gzip", "--tls", "--connections=3"})
  void holdsHoweverThePostsCome(String how) throws Exception {
    assertThat(bench("--no-stages", "--output=json", how)).as(program.err()).isZero();

    assertThat(figures().get("exact").asBoolean()).isTrue();
    assertThat(figures().get("stages")).hasSize(1);
  }

  @Test
  void tellsPeopleWhatItFoundAndKeepsTheFileWhenAsked() throws Exception {
    assertThat(bench("--no-stages", "--keep", "--stall=100ms")).as(program.err()).isZero();

    assertThat(program.out())
        .contains("frames of 260 bytes over HTTP, 2,000 posts/s, 1 connection")
        .contains("into sqlite:" + directory.resolve("bench.db"))
        .contains("from making a post to its commit: median")
        .contains("heap in use while the sink stood still")
        .contains("the store holds each once, byte for byte");
    assertThat(left()).contains(directory.resolve("bench.db"));
  }

  @Test
  void doesWithoutAStore() throws Exception {
    assertThat(bench("--no-stages", "--sink=none", "--output=json")).as(program.err()).isZero();

    assertThat(figures().has("exact")).isFalse();
    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?compress=none", "?compress=gzip&segment=40KB", "?segment=40KB"})
  void readsTheLinesOfADirectoryBack(String parameters) throws Exception {
    String sink = "jsonl:" + directory.resolve("bench") + parameters;

    assertThat(bench("--stages=200ms", "--output=json", "--connections=2", "--sink=" + sink))
        .as(program.err())
        .isZero();

    assertThat(figures().get("sink").asText()).isEqualTo(sink);
    assertThat(figures().get("sent").asLong()).isPositive();
    assertThat(figures().get("exact").asBoolean()).isTrue();
    assertThat(figures().at("/stages/sink/posts_per_second").asDouble()).isPositive();
    assertThat(left()).isEmpty();
  }

  @Test
  void leavesNothingBehindWhenTheSinkCannotBeOpened() throws Exception {
    Path nowhere = directory.resolve("missing").resolve("bench");

    assertThat(bench("--sink=jsonl:" + nowhere)).isNotZero();

    assertThat(program.err()).contains("has nowhere to be").doesNotContain("internal fault");
    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql://a:secret@127.0.0.1/b", "kafka://a:secret@127.0.0.1/b"})
  void showsNoPassword(String sink) {
    assertThat(bench("--sink=" + sink)).isEqualTo(2);

    assertThat(program.err()).contains("password").doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --size=300        | '300' is no length of frames here; give 260, 1400, 4000 or mixed
          --rate=0          | --rate is more than 0 posts a second
          --connections=21  | --connections is a number from 1 to 20
          --for=0s          | a duration must be more than zero, not '0s'
          --sink=-          | kafka://HOST:9092/TOPIC, jsonl:DIR or none here
          --sink=sqlite     | --sink is sqlite:FILE, postgresql://USER@HOST/DATABASE,
          --sink=jsonl:     | --sink names no directory: write jsonl:DIR, such as jsonl:archive
          --sink=kafka://a  | --sink is kafka://HOST:9092/TOPIC here; passwords go into a file
          --sink=postgresql://a@b/c?schema=d | --sink names no schema here
          """)
  void saysWhatIsWrongWithWhatItIsAsked(String option, String complaint) {
    assertThat(bench(option)).isEqualTo(2);

    assertThat(program.err()).contains(complaint);
  }

  @Test
  void cleansUpWhenItIsToldToStop() throws Exception {
    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(() -> bench("--for=10m"), task -> new Thread(task).start());
    program.awaitErr("measuring: ingest");
    program.stop();

    assertThat(exit.get(60, TimeUnit.SECONDS)).as(program.err()).isZero();
    assertThat(program.err()).contains("stopped as asked, before anything was measured");
    assertThat(left()).isEmpty();
  }

  @Test
  void touchesNoFileThatIsThere() throws IOException {
    Path file = Files.writeString(directory.resolve("bench.db"), "mine");

    assertThat(bench()).isEqualTo(2);

    assertThat(program.err()).contains("exists; delete it, or name another file with --sink");
    assertThat(file).hasContent("mine");
  }
}
