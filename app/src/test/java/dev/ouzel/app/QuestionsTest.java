package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.junit.FakeXExtension;
import dev.ouzel.testkit.server.FakeX;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that ask X something and end: connections, rules, and help. */
@Timeout(60)
class QuestionsTest {
  @RegisterExtension
  static final FakeXExtension X = FakeXExtension.with(x -> x.withRule("cat has:images", "cats"));

  @TempDir private Path directory;
  private FakeX x;

  @BeforeEach
  void startX(FakeX fake) {
    x = fake;
  }

  @Test
  void connectionsAreATableForPeople() {
    connectAndLeave(1);

    Program program = program();

    assertThat(run(program, "connections", "--status", "all")).isZero();
    List<String> lines = program.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .containsSubsequence("ENDPOINT NAME", "CONNECTED AT", "DISCONNECTED AT", "REASON", "ID");
    assertThat(lines.get(1)).startsWith("filtered_stream  2").contains("client_disconnect");
  }

  @Test
  void connectionsThatLiveHaveNoEnd() {
    Program ingest = program();
    var exit = start(ingest, "ingest", "--sink", "sqlite:" + directory.resolve("a.db"));
    x.awaitConnections(1);
    Program program = program();

    assertThat(run(program, "connections", "--fields", "endpoint_name,disconnected_at")).isZero();

    assertThat(program.out().lines().toList())
        .containsExactly("ENDPOINT NAME    DISCONNECTED AT", "filtered_stream  -");
    ingest.stop();
    assertThat(exit.join()).isZero();
  }

  @Test
  void connectionsAsJsonKeepXsShapeAndAllPagesBecomeOne() throws Exception {
    connectAndLeave(3);
    Program first = program();
    Program all = program();

    run(first, "connections", "--status", "inactive", "--max-results", "2", "--output", "json");
    run(
        all,
        "connections",
        "--status",
        "inactive",
        "--max-results",
        "2",
        "--output",
        "json",
        "--all");

    JsonNode page = new ObjectMapper().readTree(first.out());
    assertThat(page.path("data")).hasSize(2);
    assertThat(page.path("meta").path("result_count").asInt()).isEqualTo(2);
    assertThat(page.path("meta").path("next_token").asText()).isNotEmpty();
    JsonNode whole = new ObjectMapper().readTree(all.out());
    assertThat(whole.path("data")).hasSize(3);
    assertThat(whole.path("data").path(0).path("disconnect_reason").asText())
        .isEqualTo("client_disconnect");
    assertThat(whole.path("meta").has("next_token")).isFalse();
  }

  @Test
  void noConnectionsAreSaidToBeNone() {
    Program program = program();

    assertThat(run(program, "connections")).isZero();

    assertThat(program.out()).isEmpty();
    assertThat(program.err()).startsWith("no connections");
  }

  @Test
  void rulesAreAddedListedAndDeleted() {
    Program add = program();
    assertThat(run(add, "rules", "add", "oiseau OR \u00e9t\u00e9", "--tag", "birds")).isZero();
    String id = add.out().strip();
    assertThat(id).matches("[0-9]+");

    Program list = program();
    assertThat(run(list, "rules", "list")).isZero();
    assertThat(list.out())
        .contains("ID", "cats", "cat has:images", id + "  birds  oiseau OR \u00e9t\u00e9");

    Program delete = program();
    assertThat(run(delete, "rules", "delete", id)).isZero();
    assertThat(delete.err()).startsWith("deleted 1 rule");
    assertThat(x.rules()).hasSize(1);
  }

  @Test
  void aRuleThatXRefusesIsAnsweredWithItsWordsAndThree() {
    Program program = program();

    assertThat(run(program, "rules", "add", "cat has:images")).isEqualTo(3);

    assertThat(program.out()).isEmpty();
    assertThat(program.err()).contains("ouzel: X refused 'cat has:images': DuplicateRule");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-is:retweet cat", "@pom.xml", "\"two words\" OR $one", "a,b"})
  void rulesArriveAsTheyWereWritten(String value) {
    assertThat(run(program(), "rules", "add", "--tag", "@t", "--", value)).isZero();

    assertThat(x.rules()).last().extracting(Rule::value).isEqualTo(value);
  }

  @Test
  void deletingWhatIsNotThereIsAnsweredWithThree() {
    Program program = program();
    String known = x.rules().get(0).id();

    assertThat(run(program, "rules", "delete", known, "99")).isEqualTo(3);

    assertThat(program.err()).startsWith("deleted 1 rule").contains("ouzel: X refused");
    assertThat(x.rules()).isEmpty();
  }

  @Test
  void aWrongTokenIsAnsweredWithThree() {
    Program program = Program.withToken("wrong");

    assertThat(run(program, "rules", "list")).isEqualTo(3);

    assertThat(program.err()).startsWith("ouzel: X answered 401").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ingest",
        "coverage",
        "connections",
        "connections terminate",
        "connections recorded",
        "rules",
        "rules plan",
        "rules apply",
        "rules counts",
        "rules list",
        "rules add",
        "rules delete",
        "config",
        "config check",
        "config print",
        "config example",
        "config schema",
        "fake-x",
        "demo"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    Program program = Program.withoutToken();
    String[] arguments =
        Stream.concat(
                command.lines().flatMap(line -> Stream.of(line.split(" "))), Stream.of("--help"))
            .toArray(String[]::new);

    assertThat(program.run(arguments)).isZero();

    assertThat(program.out()).contains(("Usage: ouzel " + command).strip(), "Example:", "  ouzel ");
    assertThat(program.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void theVersionIsToldWithJavas() {
    Program program = Program.withoutToken();

    assertThat(program.run("--version")).isZero();

    assertThat(program.out()).startsWith("ouzel ").contains(System.getProperty("java.version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rules"})
  void withoutACommandItSaysWhichThereAre(String command) {
    Program program = Program.withoutToken();

    assertThat(program.run(command.isEmpty() ? new String[0] : new String[] {command}))
        .isEqualTo(2);

    assertThat(program.err()).contains("Usage: ouzel");
  }

  private void connectAndLeave(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(
              run(
                  program(),
                  "ingest",
                  "--sink",
                  "sqlite:" + directory.resolve("a.db"),
                  "--for",
                  "1ms"))
          .isZero();
      x.awaitConnections(0);
    }
  }

  private Program program() {
    return Program.withToken(x.token());
  }

  private int run(Program program, String... arguments) {
    return program.run(withUrl(arguments));
  }

  private CompletableFuture<Integer> start(Program program, String... arguments) {
    return program.start(withUrl(arguments));
  }

  private String[] withUrl(String... arguments) {
    return Stream.concat(
            Stream.concat(
                Stream.of(arguments).takeWhile(argument -> !argument.equals("--")),
                Stream.of("--base-url", x.baseUrl().toString())),
            Stream.of(arguments).dropWhile(argument -> !argument.equals("--")))
        .toArray(String[]::new);
  }
}
