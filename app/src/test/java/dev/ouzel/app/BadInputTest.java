package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is wrong, one line says what and what to do, and the exit code says whose turn it is.
 */
@Timeout(60)
class BadInputTest {
  @TempDir private Path directory;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("ingest --no-such-option", "unknown option --no-such-option"),
        Arguments.of("ingest --token secret", "unknown option --token"),
        Arguments.of("ingest --token=secret", "unknown option --token"),
        Arguments.of("ingest extra", "unexpected argument 'extra'"),
        Arguments.of("no-such-command", "unexpected argument 'no-such-command'"),
        Arguments.of("ingest --for 0", "'0' is no duration"),
        Arguments.of("ingest --for 0s", "more than zero"),
        Arguments.of("ingest --for soon", "'soon' is no duration"),
        Arguments.of("ingest --limit 0", "--limit: '0' is no whole number of at least 1"),
        Arguments.of("ingest --limit many", "--limit"),
        Arguments.of("ingest --fields most", "--fields"),
        Arguments.of(
            "ingest --tweet-fields id,txt",
            "unknown name 'txt' in tweet.fields; did you mean 'text'?"),
        Arguments.of("ingest --user-fields id,id", "names something twice"),
        Arguments.of("ingest --base-url nowhere", "'nowhere'"),
        Arguments.of("ingest --base-url http://a^b", "'http://a^b' is malformed"),
        Arguments.of("ingest --sink tape:1", "'tape:1' is no sink"),
        Arguments.of("ingest --token-file no-such-file", "no-such-file does not exist"),
        Arguments.of("ingest --compression zstd", "--compression"),
        Arguments.of("connections --status dead", "--status"),
        Arguments.of(
            "connections --endpoints sample", "unknown stream 'sample'; X knows: filtered_stream"),
        Arguments.of("connections --fields ip", "unknown field 'ip'; X knows: client_ip"),
        Arguments.of("connections --max-results 101", "max_results is 1 to 100, not 101"),
        Arguments.of("connections --output xml", "--output"),
        Arguments.of("connections terminate", "--all"),
        Arguments.of("connections terminate --all 1f0a", "unexpected argument '1f0a'"),
        Arguments.of("connections terminate --endpoint sample", "unknown stream 'sample'"),
        Arguments.of("connections terminate --endpoint activity_stream", "does not know"),
        Arguments.of("connections recorded --sink -", "keeps nothing that could be read"),
        Arguments.of("coverage --since yesterday", "'yesterday' is no time"),
        Arguments.of("coverage --stream Filtered", "not a stream name"),
        Arguments.of("coverage --sink tape:1", "'tape:1' is no sink"),
        Arguments.of("coverage --output xml", "--output"),
        Arguments.of("ingest --delivery-margin 0s", "more than zero"),
        Arguments.of("rules add", "VALUE"),
        Arguments.of("rules add  ", "VALUE"),
        Arguments.of("rules delete", "ID"),
        Arguments.of("rules delete 12x", "'12x' is no rule id"),
        Arguments.of("fake-x --port 70000", "a port is 0 to 65535"),
        Arguments.of("fake-x --rate -1", "--rate"),
        Arguments.of("fake-x --rate NaN", "'NaN' is no rate"),
        Arguments.of("fake-x --rate fast", "posts a second, like 0.1 or 500, or max"),
        Arguments.of("fake-x --seed one", "--seed"),
        Arguments.of("fake-x --gzip always", "--gzip"),
        Arguments.of("fake-x --latency soon", "'soon' is no duration"),
        Arguments.of("fake-x --rules a --no-rules", "--rules or --no-rules, not both"),
        Arguments.of("fake-x --keep-alive 0s", "more than zero"),
        Arguments.of("fake-x --replay no-such-file", "no-such-file, does not exist"),
        Arguments.of("demo --rate 0", "--rate"),
        Arguments.of("demo --for -5s", "'-5s' is no duration"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isAnsweredInOneLineAndWithTwo(String commandLine, String words) {
    Program program = Program.withToken("token");

    assertThat(program.run(commandLine.split(" "))).isEqualTo(2);

    assertThat(program.err())
        .startsWith("ouzel: ")
        .contains(words)
        .doesNotContain("secret")
        .hasLineCount(1);
    assertThat(program.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "connections", "rules list", "rules add cat", "rules delete 1"})
  void includesAMissingToken(String commandLine) {
    Program program = Program.withoutToken();

    assertThat(program.run(commandLine.split(" "))).isEqualTo(2);

    assertThat(program.err())
        .isEqualToNormalizingNewlines(
            "ouzel: no bearer token; set X_BEARER_TOKEN or give --token-file\n");
  }

  @Test
  void includesATokenWithALineBreakWhichIsNotShown() {
    Program program = Program.withToken("sec\nret");

    assertThat(program.run("ingest")).isEqualTo(2);

    assertThat(program.err()).contains("line break").doesNotContain("sec", "ret ").hasLineCount(1);
  }

  @Test
  void includesAPortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Program program = Program.withoutToken();

      int exit = program.run("fake-x", "--port", Integer.toString(taken.getLocalPort()));

      assertThat(exit).isEqualTo(2);
      assertThat(program.err())
          .startsWith("ouzel: port " + taken.getLocalPort())
          .contains("--port")
          .hasLineCount(1);
    }
  }

  @Test
  void includesAStoreThatCannotBeWrittenWhichTheExitCodeTellsApart() throws IOException {
    Path notADatabase = Files.writeString(directory.resolve("notes.txt"), "not a database at all");
    Path noDirectory = directory.resolve("missing").resolve("ouzel.db");
    for (Path file : new Path[] {notADatabase, noDirectory, directory}) {
      Program program = Program.withToken("token");

      assertThat(program.run("ingest", "--sink", "sqlite:" + file))
          .as(file.toString())
          .isEqualTo(4);

      assertThat(program.err()).startsWith("ouzel: ").contains(file.toString()).hasLineCount(1);
    }
    assertThat(notADatabase).hasContent("not a database at all");
  }

  @Test
  void includesAStoreThatAnotherIngestWrites() {
    try (FakeX x = FakeX.builder().withRule("cat", "cats").start()) {
      String[] commandLine = {
        "ingest",
        "--base-url",
        x.baseUrl().toString(),
        "--sink",
        "sqlite:" + directory.resolve("a.db")
      };
      Program first = Program.withToken(x.token());
      var exit = first.start(commandLine);
      x.awaitConnections(1);
      Program second = Program.withToken(x.token());

      assertThat(second.run(commandLine)).isEqualTo(4);

      assertThat(second.err())
          .startsWith("ouzel: ")
          .contains("a.db is already being written")
          .hasLineCount(1);
      first.stop();
      assertThat(exit.join()).isZero();
    }
  }

  @Test
  void includesAServerThatIsNotThere() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Program program = Program.withToken("token");

    assertThat(program.run("rules", "list", "--base-url", "http://127.0.0.1:" + port)).isEqualTo(3);

    assertThat(program.err()).startsWith("ouzel: ").contains("refused").hasLineCount(1);
  }
}
