package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ouzel export} of a SQLite file. */
@Timeout(60)
class ExportTest {
  private static final String FIRST =
      frame("1146654567674912769", "\"lang\":\"en\",\"text\":\"say \\\"hi\\\", dipper\\r\\nbye\"")
          + ",\"matching_rules\":[{\"id\":\"70\",\"tag\":\"cats\"}]}";
  private static final String SECOND =
      frame("1812345678901234567", "\"lang\":\"de\",\"text\":\"\"") + "}";
  private static final String THIRD =
      frame("1900000000000000000", "\"text\":\"\\u0000\\ud800 é 😀\",\"n\":1e999") + "}";

  @TempDir private Path directory;
  private Store store;

  private static String frame(String id, String more) {
    return "{\"data\":{\"id\":\"%s\",%s}".formatted(id, more);
  }

  @BeforeEach
  void keepPosts() throws IOException {
    store = new Store(directory.resolve("posts.db"));
    Path archive = Files.writeString(directory.resolve("in"), lines(THIRD, FIRST, SECOND));
    run(0, "import", archive.toString(), "--sink", store.uri());
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  private Program run(int exit, String... arguments) {
    Program program = Program.withoutToken();
    assertThat(program.run(arguments)).as(program.err()).isEqualTo(exit);
    return program;
  }

  private Program export(int exit, String... more) {
    return run(
        exit,
        Stream.concat(Stream.of("export", "--sink", store.uri()), Stream.of(more))
            .toArray(String[]::new));
  }

  private Path file() {
    return directory.resolve("out");
  }

  @Test
  void writesFramesAsTheyCameInOrderOfTheirIds() throws Exception {
    Program program = export(0);

    assertThat(program.out()).isEqualTo(lines(FIRST, SECOND, THIRD));
    assertThat(program.err()).isEqualTo("exported 3 posts to stdout\n");
    export(0, "--output", file().toString());
    assertThat(file()).hasContent(lines(FIRST, SECOND, THIRD));
    assertThat(store.frames()).map(Payload::toByteArray).hasSize(3);
  }

  @Test
  void writesATableThatTellsEmptyFromAbsent() {
    String csv = export(0, "--form", "csv").out();

    assertThat(csv)
        .startsWith(
            "id,created_at,time,author_id,username,text,lang,likes,reposts,replies,quotes,bookmarks,"
                + "impressions,url\n"
                + "1146654567674912769,1562218727402,2019-07-04T05:38:47.402Z,,,"
                + "\"say \"\"hi\"\", dipper\r\nbye\",en,,,,,,,"
                + "https://x.com/i/status/1146654567674912769\n"
                + "1812345678901234567,")
        .contains(",,,\"\",de,,,,,,,https://x.com/i/status/1812345678901234567\n")
        .endsWith("https://x.com/i/status/1900000000000000000\n");
  }

  @Test
  void takesOnlyWhatIsAskedFor() {
    assertThat(export(0, "--lang", "de").out()).isEqualTo(lines(SECOND));
    assertThat(export(0, "--rule", "cats").out()).isEqualTo(lines(FIRST));
    assertThat(export(0, "--rule", "70").out()).isEqualTo(lines(FIRST));
    assertThat(export(0, "--since", "2019-07-05").out()).isEqualTo(lines(SECOND, THIRD));
    assertThat(export(0, "--until", "2019-07-04T05:38:47.402Z").out()).isEmpty();
    assertThat(export(0, "--until", "2019-07-04T05:38:47.403Z").out()).isEqualTo(lines(FIRST));
    assertThat(export(0, "--since", "2019-07-05", "--lang", "en").out()).isEmpty();
    assertThat(export(0, "--since", "+999999999-12-31").out()).isEmpty();
    assertThat(export(2, "--since", "sometimes").err()).contains("is no time").hasLineCount(1);
  }

  @Test
  void writesATableOfNothingToo() {
    String csv = export(0, "--form", "csv", "--lang", "fr", "--output", file().toString()).err();

    assertThat(csv).isEqualTo("exported 0 posts to " + file() + "\n");
    assertThat(file()).content(StandardCharsets.UTF_8).startsWith("id,").hasLineCount(1);
  }

  @Test
  void overwritesNothing() throws IOException {
    Files.writeString(file(), "dear to somebody");

    assertThat(export(2, "--output", file().toString()).err())
        .isEqualTo("ouzel: " + file() + " exists; delete it, or name another file with --output\n");
    assertThat(file()).hasContent("dear to somebody");
    assertThat(export(2, "--output", directory.toString()).err()).contains("is a directory");
  }

  @Test
  void saysWhatKeepsItFromWriting() {
    assertThat(export(2, "--output", directory.resolve("no/out").toString()).err())
        .contains("cannot be written: there is no directory " + directory.resolve("no"))
        .hasLineCount(1);
  }

  @Test
  void goesOnWhenTheSameCommandIsGivenAgain() {
    Program stopped = Program.withoutToken();
    stopped.stop();
    String[] command = {
      "export",
      "--sink",
      store.uri(),
      "--form",
      "csv",
      "--since",
      "9999d",
      "--output",
      file().toString()
    };

    assertThat(stopped.run(command)).isZero();
    assertThat(stopped.err()).isEqualTo("stopped: 0 posts are in " + file() + ".part\n");
    assertThat(run(0, command).err()).isEqualTo("exported 3 posts to " + file() + "\n");
    assertThat(file()).hasContent(export(0, "--form", "csv").out());
  }

  @Test
  void needsAStoreWithTables() {
    assertThat(run(4, "export", "--sink", "sqlite:" + directory.resolve("none.db")).err())
        .startsWith("ouzel: there is no ")
        .hasLineCount(1);
    for (String sink : List.of("jsonl:" + directory, "-", "kafka://127.0.0.1:9092/posts")) {
      assertThat(run(2, "export", "--sink", sink).err())
          .contains("has no tables to read posts from; name sqlite:PATH or postgresql://")
          .hasLineCount(1);
    }
    assertThat(run(2, "export", "--sink", "posts.db").err()).contains("is no sink");
  }
}
