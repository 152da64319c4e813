package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ouzel.rule.RuleLimits;
import dev.ouzel.stream.StreamEndpoint;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
  private static final String EVERY_SETTING =
      """
      token: t
      port: 8099
      keep-alive: 5s
      compression: never
      tls: true
      http2: true
      delimiter: lf
      warns-slow-readers: true
      samples: true
      latency: 250ms
      buffer-limit: 65536
      log-limit: 12345678901
      rule-delay: 20s
      recovery-rate: 100
      max-connections: 2
      overflow: end-oldest
      enrolled: [filtered_stream, sample_stream]
      usage-cap: 1000
      rate-limit: 5
      backfill: refused-400
      recovery: refused-403
      max-recoveries: 1
      counts-recoveries: true
      max-rules: 25
      rule-limits: elevated
      filtered-stream-name: filter-stream
      omits-empty-data: false
      termination-answer: killed
      disconnect-reasons: {client-left: gone, cut: cut off}
      vocabulary: post
      twins: true
      numeric-rule-ids: true
      empty-tags: true
      nothing-added-status: 200
      rate-limit-words: code-88
      problem-host: x
      """;

  @TempDir private Path directory;

  @Test
  void saysWhatABuilderSays() throws IOException {
    Path file = Files.writeString(directory.resolve("fake-x.yaml"), EVERY_SETTING);

    assertThat(SettingsFile.read(file).build()).isEqualTo(everySetting());
  }

  private static FakeXSettings everySetting() {
    return FakeX.builder()
        .token("t")
        .port(8099)
        .keepAlive(Duration.ofSeconds(5))
        .compression(Compression.NEVER)
        .tls(true)
        .http2(true)
        .delimiter("\n")
        .warnsSlowReaders(true)
        .samples(true)
        .latency(Duration.ofMillis(250))
        .bufferLimit(65_536)
        .logLimit(12_345_678_901L)
        .ruleDelay(Duration.ofSeconds(20))
        .recoveryRate(100)
        .maxConnections(2)
        .overflow(Overflow.END_OLDEST)
        .enrolled(Set.of(StreamEndpoint.FILTERED, StreamEndpoint.SAMPLE))
        .usageCap(1000)
        .rateLimit(5)
        .backfill(ReplaySupport.REFUSED_400)
        .recovery(ReplaySupport.REFUSED_403)
        .maxRecoveries(1)
        .countsRecoveries(true)
        .maxRules(25)
        .ruleLimits(RuleLimits.ELEVATED)
        .filteredStreamName(FilteredStreamName.FILTER_STREAM)
        .omitsEmptyData(false)
        .terminationAnswer(TerminationAnswer.KILLED)
        .disconnectReasons(Map.of(ConnectionEnd.CLIENT_LEFT, "gone", ConnectionEnd.CUT, "cut off"))
        .vocabulary(Vocabulary.POST)
        .twins(true)
        .numericRuleIds(true)
        .emptyTags(true)
        .nothingAddedStatus(200)
        .rateLimitWords(RateLimitWords.CODE_88)
        .problemHost(ProblemHost.X)
        .build();
  }

  @Test
  void knowsEverySettingThatAFileCanHold() {
    Set<String> inJavaOnly =
        Set.of("rules", "script", "operators", "clock", "patience", "controls");
    Set<String> names =
        Stream.of(FakeXSettings.class, PlanSettings.class, WordSettings.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(SettingsFileTest::isSetting)
            .map(Method::getName)
            .filter(name -> !inJavaOnly.contains(name))
            .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(SettingsFile.names()).containsExactlyElementsOf(names);
  }

  private static boolean isSetting(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && method.getParameterCount() == 0;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '@max-conections: 2'                | unknown key 'max-conections'; there are: backfill,
          'max-connections: @0'               | at least one connection must be allowed
          'max-connections: @two'             | 'two' is no whole number
          'max-connections: @3000000000'      | the largest is 2147483647
          'port: @70000'                      | a port is 0 to 65535
          'twins: @yes'                       | 'yes' is neither true nor false
          'keep-alive: @20'                   | '20' is no duration; write 500ms, 20s
          'keep-alive: @0s'                   | at least a millisecond
          'vocabulary: @posts'                | 'posts' is not known here; write one of: tweet, post
          'delimiter: @cr'                    | write one of: crlf, lf
          'rule-limits: @pro'                 | write one of: pay-per-use, elevated
          'enrolled: @filtered_stream'        | here a list is expected
          'enrolled: [@filter]'               | write one of: filtered_stream
          'disconnect-reasons: {@left: gone}' | write one of: client-left
          'disconnect-reasons: @gone'         | here a map is expected
          'token: @""'                        | a value is missing here
          """)
  void saysWhereAMistakeIsAndWhatCanStandThere(String marked, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingsFile.parse("fake-x.yaml", marked.replace("@", "")))
        .withMessageStartingWith(
            "fake-x.yaml, line 1, column %d: ", marked.stripTrailing().indexOf('@') + 1)
        .withMessageContaining(words)
        .satisfies(mistake -> assertThat(mistake.getMessage().lines()).hasSize(1));
  }
}
