package dev.ouzel.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  private static final Map<String, String> TOKEN = Map.of("X_BEARER_TOKEN", "token");

  @TempDir private Path directory;

  @Test
  void tellsTenMistakesOfAFileEachWithItsLine() throws IOException {
    List<String> messages =
        mistakes(
            """
            x:
              base-ulr: https://api.x.com
              compression: zip
            stream:
              fields: [a]
              tweet-fields: [id, txt]
            spoon:
              file: a
            limits:
              time: soon
              posts: -1
              buffer: 1MiB
              batch-bytes: 2MiB
            log:
              level:
            sinks:
              - tape:1
            status:
              listen: 0.0.0.0:8080
            """);

    assertThat(messages)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        at(2, 3) + "x.base-ulr: there is no such key; did you mean x.base-url?"),
            zip ->
                assertThat(zip)
                    .isEqualTo(
                        at(3, 3)
                            + "x.compression: 'zip' is not known here; did you mean gzip?"
                            + " There are: gzip, none"),
            list ->
                assertThat(list)
                    .isEqualTo(at(5, 3) + "stream.fields: one value is expected here, not several"),
            field ->
                assertThat(field)
                    .startsWith(at(6, 3) + "stream.tweet-fields: unknown name 'txt'")
                    .contains("did you mean 'text'?"),
            section ->
                assertThat(section)
                    .isEqualTo(at(7, 1) + "spoon: there is no such key; did you mean spool?"),
            duration ->
                assertThat(duration)
                    .startsWith(at(10, 3) + "limits.time: 'soon' is no duration; write"),
            count ->
                assertThat(count)
                    .startsWith(at(11, 3) + "limits.posts: '-1' is no whole number of at least 1"),
            nothing -> assertThat(nothing).startsWith(at(15, 3) + "log.level: a value is missing"),
            sink -> assertThat(sink).startsWith(at(16, 1) + "sinks: 'tape:1' is no sink; write"),
            open ->
                assertThat(open)
                    .startsWith(at(19, 3) + "others can reach the status address '0.0.0.0:8080'"));
  }

  @Test
  void namesAllPlacesOfWhatIsWrongOnlyTogether() throws IOException {
    assertThat(mistakes("limits:\n  buffer: 1MiB\n  batch-bytes: 2MiB\nsinks: ['-', 'jsonl:a']\n"))
        .satisfiesExactly(
            sinks -> assertThat(sinks).startsWith(at(4, 1) + "several sinks need a spool"),
            buffer ->
                assertThat(buffer)
                    .isEqualTo(
                        at(2, 3).replaceFirst(": $", ", ")
                            + at(3, 3)
                            + "the buffer must have room for a batch"));
  }

  @Test
  void letsOptionsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
    Path file = write("limits: {time: 1m, linger: 1s, lag: 1s}\n");
    Map<String, String> environment = new HashMap<>(TOKEN);
    environment.put("OUZEL_LIMITS_LINGER", "2s");
    environment.put("OUZEL_LIMITS_LAG", "2s");
    Map<String, Given> options = Map.of("limits.lag", new Given(List.of("3s"), "--lag-limit"));

    Configuration all = Configuration.read(Optional.of(file), environment, options);

    assertThat(all.ingest().settings().runFor()).contains(Duration.ofMinutes(1));
    assertThat(all.ingest().settings().linger()).isEqualTo(Duration.ofSeconds(2));
    assertThat(all.ingest().settings().lagLimit()).isEqualTo(Duration.ofSeconds(3));
    assertThat(all.held(LimitsSection.TIME)).contains(new Given(List.of("1m"), file + ":1:10"));
    assertThat(all.held(LimitsSection.LINGER))
        .contains(new Given(List.of("2s"), "OUZEL_LIMITS_LINGER"));
    assertThat(all.held(LimitsSection.QUIET)).contains(new Given(List.of("5m"), "built in"));
    assertThat(all.held(LimitsSection.POSTS)).isEmpty();
  }

  @Test
  void tellsTheMistakesOfAllWhoSaySomething() throws IOException {
    Path file = write("limits: {time: 1x}\n");
    Map<String, String> environment = Map.of("OUZEL_LIMITS_LAG", "2x", "OUZEL_LIMITS_LGA", "1s");
    Map<String, Given> options = Map.of("limits.lag", new Given(List.of("3x"), "--lag-limit"));

    Configuration all = Configuration.read(Optional.of(file), environment, options);

    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(all::ingest)
        .satisfies(
            mistake ->
                assertThat(mistake.messages())
                    .satisfiesExactly(
                        first -> assertThat(first).startsWith(file + ":1:10: limits.time: '1x'"),
                        second ->
                            assertThat(second).startsWith("OUZEL_LIMITS_LAG: limits.lag: '2x'"),
                        third ->
                            assertThat(third)
                                .isEqualTo(
                                    "OUZEL_LIMITS_LGA: there is no such setting; did you mean"
                                        + " OUZEL_LIMITS_LAG?"),
                        fourth -> assertThat(fourth).startsWith("--lag-limit: '3x'"),
                        token -> assertThat(token).startsWith("no bearer token")));
  }

  @Test
  void readsTheFileThatAVariableNamesUnlessAnOptionNamesOne() throws IOException {
    Path file = write("log: {level: error}\n");
    Map<String, String> environment = Map.of("OUZEL_CONFIG", file.toString());
    Path other = Files.writeString(directory.resolve("other.yaml"), "log: {level: warn}\n");

    assertThat(Configuration.read(Optional.empty(), environment, Map.of()).file()).contains(file);
    assertThat(Configuration.read(Optional.of(other), environment, Map.of()).file())
        .contains(other);
    assertThat(Configuration.read(Optional.empty(), Map.of(), Map.of()).file()).isEmpty();
  }

  @Test
  void leavesVariablesOfOthersAlone() {
    Map<String, String> environment =
        Map.of(
            "OUZEL_PORT_8080_TCP_ADDR", "10.0.0.1",
            "OUZEL_SERVICE_HOST", "10.0.0.1",
            "OUZEL_JAVA_OPTIONS", "-Xmx1g",
            "OUZEL_LIMITS_TIME", "");

    Configuration settings = Configuration.read(Optional.empty(), environment, Map.of());

    assertThatNoException().isThrownBy(settings::check);
  }

  @ParameterizedTest
  @CsvSource({
    "OUZEL_SINK, OUZEL_SINKS",
    "OUZEL_X_BASEURL, OUZEL_X_BASE_URL",
    "OUZEL_LIMITS_POST, OUZEL_LIMITS_POSTS"
  })
  void knowsAVariableThatIsMeantForIt(String variable, String meant) {
    Configuration settings =
        Configuration.read(Optional.empty(), Map.of(variable, "secret"), Map.of());

    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(settings::check)
        .withMessage(variable + ": there is no such setting; did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: {token: hush-hush}",
        "x: {bearer-token: hush-hush}",
        "x: {password: hush-hush}",
        "proxy-credentials: hush-hush",
        "x: {token-file: AAAAAAAAAAAAAAAAAAAAAhush-hushAAAAAAAAAAAAAAAA}",
        "x: {proxy: 'http://me:hush-hush@proxy:3128'}"
      })
  void refusesSecretsInTheFileAndShowsNoneOfThem(String text) throws IOException {
    assertThat(mistakes(text + "\n"))
        .hasSize(1)
        .allSatisfy(
            message ->
                assertThat(message)
                    .contains(":1:", "X_BEARER_TOKEN", "x.token-file")
                    .doesNotContain("hush"));
  }

  @ParameterizedTest
  @CsvSource({
    "'time: 5m', limits.time",
    "'x: {time: 5m}', limits.time",
    "'limts: {posts: 1}', limits",
    "'limits: {post: 1}', limits.posts"
  })
  void namesTheNearestKey(String text, String nearest) throws IOException {
    assertThat(mistakes(text)).hasSize(1).first().asString().contains("mean " + nearest + "?");
  }

  @Test
  void takesASectionWithNothingInItForNone() throws IOException {
    assertThatNoException().isThrownBy(read("x:\nlimits:\n")::ingest);
  }

  @Test
  void tellsWhatIsNoFileOfSettings() throws IOException {
    assertThat(mistakes("x: [\n")).hasSize(1).first().asString().contains("this is no YAML");
    assertThat(mistakes("- a\n")).hasSize(1).first().asString().contains("a map is expected");
    Configuration missing =
        Configuration.read(Optional.of(directory.resolve("no.yaml")), TOKEN, Map.of());
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(missing::ingest)
        .withMessageContaining("no.yaml, does not exist");
  }

  @Test
  void needsNoTokenForACheckButAGoodOneWhereItIsGiven() throws IOException {
    Configuration settings = Configuration.read(Optional.empty(), Map.of(), Map.of());
    assertThatNoException().isThrownBy(settings::check);

    Configuration missing = read("x: {token-file: no-such-file}\n");
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(missing::check)
        .withMessage(at(1, 5) + "the token file no-such-file does not exist");
  }

  @Test
  void tellsWhatDiffersFromAnother() throws IOException {
    Configuration before = read("log: {level: warn}\n");
    Configuration after = read("log: {level: info}\nlimits: {time: 5m}\n");

    assertThat(before.differences(after))
        .extracting(Setting::key)
        .containsExactly("limits.time", "log.level");
    assertThat(before.differences(before)).isEmpty();
  }

  private String at(int line, int column) {
    return "%s:%d:%d: ".formatted(directory.resolve("ouzel.yaml"), line, column);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("ouzel.yaml"), text);
  }

  private Configuration read(String text) throws IOException {
    return Configuration.read(Optional.of(write(text)), TOKEN, Map.of());
  }

  private List<String> mistakes(String text) throws IOException {
    Configuration settings = read(text);
    try {
      settings.ingest();
    } catch (Mistake mistake) {
      return mistake.messages();
    }
    return List.of();
  }
}
