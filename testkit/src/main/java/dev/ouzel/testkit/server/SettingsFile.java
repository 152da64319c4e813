package dev.ouzel.testkit.server;

import static java.util.Map.entry;

import dev.ouzel.rule.RuleLimits;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.yaml.Forms;
import dev.ouzel.testkit.yaml.YamlFile;
import dev.ouzel.testkit.yaml.YamlMap;
import dev.ouzel.testkit.yaml.YamlText;
import dev.ouzel.testkit.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Settings as a YAML file: a map of the names of {@link FakeXSettings}, in lower case with hyphens
 * between the words, to their values, which are written likewise. What a file has no words for is
 * not among them: rules and scripts, which have files of their own, functions and clocks.
 *
 * <pre>{@code
 * max-connections: 2
 * keep-alive: 5s
 * vocabulary: post
 * enrolled: [filtered_stream, sample_stream]
 * disconnect-reasons: {client-left: client_disconnect}
 * }</pre>
 *
 * <p>A mistake in it is an {@link IllegalArgumentException} that says, in one line, where it is and
 * what can stand there.
 */
public final class SettingsFile {
  /** Takes a value over as it is written. */
  private interface Setting extends BiConsumer<FakeXSettings.Builder, YamlText> {}

  private static final Forms<String> DELIMITERS =
      Forms.<String>of("delimiter").word("crlf", "\r\n").word("lf", "\n");

  private static final Forms<RuleLimits> RULE_LIMITS =
      Forms.<RuleLimits>of("access level")
          .word("pay-per-use", RuleLimits.PAY_PER_USE)
          .word("elevated", RuleLimits.ELEVATED)
          .word("enterprise", RuleLimits.ENTERPRISE)
          .word("enterprise-with-embedding", RuleLimits.ENTERPRISE_WITH_EMBEDDING);

  private static final Map<String, Setting> SERVER =
      Map.ofEntries(
          entry("token", (x, value) -> x.token(value.required())),
          entry("port", (x, value) -> x.port(value.count())),
          entry("keep-alive", (x, value) -> x.keepAlive(value.duration())),
          entry("compression", (x, value) -> x.compression(value.oneOf(Compression.class))),
          entry("tls", (x, value) -> x.tls(value.flag())),
          entry("http2", (x, value) -> x.http2(value.flag())),
          entry("delimiter", (x, value) -> x.delimiter(DELIMITERS.read(value))),
          entry("warns-slow-readers", (x, value) -> x.warnsSlowReaders(value.flag())),
          entry("samples", (x, value) -> x.samples(value.flag())),
          entry("latency", (x, value) -> x.latency(value.duration())),
          entry("buffer-limit", (x, value) -> x.bufferLimit(value.count())),
          entry("log-limit", (x, value) -> x.logLimit(value.number())),
          entry("rule-delay", (x, value) -> x.ruleDelay(value.duration())),
          entry("recovery-rate", (x, value) -> x.recoveryRate(value.count())));

  private static final Map<String, Setting> PLAN =
      Map.ofEntries(
          entry("max-connections", (x, value) -> x.maxConnections(value.count())),
          entry("overflow", (x, value) -> x.overflow(value.oneOf(Overflow.class))),
          entry("usage-cap", (x, value) -> x.usageCap(value.number())),
          entry("rate-limit", (x, value) -> x.rateLimit(value.count())),
          entry("backfill", (x, value) -> x.backfill(value.oneOf(ReplaySupport.class))),
          entry("recovery", (x, value) -> x.recovery(value.oneOf(ReplaySupport.class))),
          entry("max-recoveries", (x, value) -> x.maxRecoveries(value.count())),
          entry("counts-recoveries", (x, value) -> x.countsRecoveries(value.flag())),
          entry("max-rules", (x, value) -> x.maxRules(value.count())),
          entry("rule-limits", (x, value) -> x.ruleLimits(RULE_LIMITS.read(value))));

  private static final Map<String, Setting> WORDS =
      Map.ofEntries(
          entry(
              "filtered-stream-name",
              (x, value) -> x.filteredStreamName(value.oneOf(FilteredStreamName.class))),
          entry("omits-empty-data", (x, value) -> x.omitsEmptyData(value.flag())),
          entry(
              "termination-answer",
              (x, value) -> x.terminationAnswer(value.oneOf(TerminationAnswer.class))),
          entry("vocabulary", (x, value) -> x.vocabulary(value.oneOf(Vocabulary.class))),
          entry("twins", (x, value) -> x.twins(value.flag())),
          entry("numeric-rule-ids", (x, value) -> x.numericRuleIds(value.flag())),
          entry("empty-tags", (x, value) -> x.emptyTags(value.flag())),
          entry("nothing-added-status", (x, value) -> x.nothingAddedStatus(value.count())),
          entry(
              "rate-limit-words",
              (x, value) -> x.rateLimitWords(value.oneOf(RateLimitWords.class))),
          entry("problem-host", (x, value) -> x.problemHost(value.oneOf(ProblemHost.class))));

  private static final String ENROLLED = "enrolled";
  private static final String REASONS = "disconnect-reasons";
  private static final Map<String, Setting> SIMPLE = new HashMap<>();

  static {
    SIMPLE.putAll(SERVER);
    SIMPLE.putAll(PLAN);
    SIMPLE.putAll(WORDS);
  }

  private SettingsFile() {}

  /** The settings in a file, which may be changed further. */
  public static FakeXSettings.Builder read(Path file) throws IOException {
    return settings(YamlFile.read(file).asMap());
  }

  /** The settings in a text; {@code name} is what mistakes call it. */
  public static FakeXSettings.Builder parse(String name, String text) {
    return settings(YamlFile.parse(name, text).asMap());
  }

  private static FakeXSettings.Builder settings(YamlMap written) {
    written.allow(names());
    FakeXSettings.Builder all = FakeXSettings.builder();
    written
        .entries()
        .forEach(
            (name, value) -> {
              FakeXSettings.Builder alone = FakeXSettings.builder();
              set(alone, name.text(), value);
              value.place().unlessRefused(alone::build);
              set(all, name.text(), value);
            });
    return all;
  }

  /** What can be set, in order of the alphabet. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>(SIMPLE.keySet());
    names.add(ENROLLED);
    names.add(REASONS);
    return names;
  }

  private static void set(FakeXSettings.Builder settings, String name, YamlValue value) {
    switch (name) {
      case ENROLLED -> settings.enrolled(streams(value));
      case REASONS -> settings.disconnectReasons(reasons(value));
      default -> SIMPLE.get(name).accept(settings, value.asText());
    }
  }

  private static Set<StreamEndpoint> streams(YamlValue value) {
    Set<StreamEndpoint> streams = EnumSet.noneOf(StreamEndpoint.class);
    value.asList().values().forEach(name -> streams.add(name.asText().stream()));
    return streams;
  }

  private static Map<ConnectionEnd, String> reasons(YamlValue value) {
    Map<ConnectionEnd, String> reasons = new HashMap<>();
    value
        .asMap()
        .entries()
        .forEach(
            (end, reason) ->
                reasons.put(end.oneOf(ConnectionEnd.class), reason.asText().required()));
    return reasons;
  }
}
