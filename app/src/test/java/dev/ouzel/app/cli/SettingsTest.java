package dev.ouzel.app.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.app.config.Configuration;
import dev.ouzel.app.config.Destination;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.config.LogSettings;
import dev.ouzel.app.config.Setting;
import dev.ouzel.app.config.Settings;
import dev.ouzel.app.config.StatusAddress;
import dev.ouzel.app.config.WantedRules;
import dev.ouzel.http.ProxySettings;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.stream.FieldList;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Each setting, by each way to set it, as the program then sees it. */
class SettingsTest {
  private static final Map<String, String> TOKEN = Map.of("X_BEARER_TOKEN", "token");

  /** What each key's example comes to. */
  private static final Map<String, Seen> SEEN =
      Map.ofEntries(
          entry("x.base-url", seen(c -> c.x().baseUri().getPort(), 8080)),
          entry("x.token-file", seen(c -> c.x().token().get(), "from-a-file")),
          entry("x.ca-file", seen(c -> c.x().trusted().isPresent(), true)),
          entry("x.compression", seen(c -> c.x().compression(), false)),
          entry("x.proxy", seen(c -> c.x().proxy().map(ProxySettings::port), Optional.of(3128))),
          entry(
              "x.proxy-credentials-file",
              seen(
                  c -> c.x().proxy().flatMap(ProxySettings::credentials).map(Supplier::get),
                  Optional.of("me:hush"))),
          entry("x.connect-timeout", seen(c -> c.x().connectTimeout(), seconds(5))),
          entry("x.user-agent", seen(c -> c.x().userAgent(), "cats/1.0")),
          entry("stream.name", seen(c -> c.request().endpoint(), StreamEndpoint.SAMPLE)),
          entry("stream.partition", seen(c -> c.request().partition(), OptionalInt.of(2))),
          entry("stream.fields", seen(c -> c.request().fields().lists().size(), 6)),
          entry("stream.tweet-fields", list(FieldList.TWEET_FIELDS)),
          entry("stream.expansions", list(FieldList.EXPANSIONS)),
          entry("stream.media-fields", list(FieldList.MEDIA_FIELDS)),
          entry("stream.poll-fields", list(FieldList.POLL_FIELDS)),
          entry("stream.user-fields", list(FieldList.USER_FIELDS)),
          entry("stream.place-fields", list(FieldList.PLACE_FIELDS)),
          entry("repair.backfill", seen(c -> c.settings().backfill(), false)),
          entry("repair.recovery", seen(c -> c.settings().recoveries(), 0)),
          entry(
              "repair.delivery-margin",
              seen(c -> c.settings().deliveryMargin(), Optional.of(seconds(90)))),
          entry("repair.takeover", seen(c -> c.settings().takeover(), true)),
          entry("repair.keep-trying", seen(c -> c.settings().keepTrying(), true)),
          entry("repair.silence-limit", seen(c -> c.settings().silenceLimit(), seconds(40))),
          entry(
              "sinks",
              seen(
                  c -> c.destination().sinks(),
                  List.of("postgresql://ouzel@db/cats", "jsonl:archive"))),
          entry("spool.file", seen(c -> spool(c).file(), Path.of("spool.db"))),
          entry("spool.limit", seen(c -> spool(c).maxBytes(), 100_000_000_000L)),
          entry("limits.posts", seen(c -> c.settings().limit(), OptionalLong.of(1_000_000))),
          entry("limits.time", seen(c -> c.settings().runFor(), Optional.of(Duration.ofHours(12)))),
          entry(
              "limits.max-posts-per-day",
              seen(c -> c.settings().maxPostsPerDay(), OptionalLong.of(500_000))),
          entry(
              "limits.max-posts-per-month",
              seen(c -> c.settings().maxPostsPerMonth(), OptionalLong.of(2_000_000))),
          entry("limits.at-limit", seen(c -> c.settings().waitsForUsage(), true)),
          entry("limits.buffer", seen(c -> c.settings().maxBufferedBytes(), 32L << 20)),
          entry("limits.batch-posts", seen(c -> c.settings().batchPosts(), 500)),
          entry("limits.batch-bytes", seen(c -> c.settings().batchBytes(), 2L << 20)),
          entry("limits.linger", seen(c -> c.settings().linger(), seconds(1))),
          entry(
              "limits.duplicate-window", seen(c -> c.settings().duplicateWindow(), seconds(1800))),
          entry(
              "limits.duplicate-window-bytes",
              seen(c -> c.settings().duplicateWindowBytes(), 32L << 20)),
          entry("limits.lag", seen(c -> c.settings().lagLimit(), seconds(30))),
          entry("limits.quiet", seen(c -> c.settings().quietLimit(), seconds(3600))),
          entry("limits.stop-timeout", seen(c -> c.settings().stopTimeout(), seconds(5))),
          entry("status.listen", seen(c -> c.status().map(StatusAddress::port), Optional.of(8080))),
          entry(
              "status.token-file",
              seen(c -> c.status().orElseThrow().token().orElseThrow().get(), "from-a-file")),
          entry("log.format", seen(c -> c.log().format(), LogSettings.Format.JSON)),
          entry("log.level", seen(c -> c.log().level(), LogSettings.Level.WARN)),
          entry("rules.file", seen(c -> wanted(c).file(), Path.of("rules.yaml"))),
          entry("rules.keep", seen(c -> wanted(c).keep(), true)));

  /** What must be set beside a setting for it to make sense. */
  private static final Map<String, Map<String, String>> BESIDE =
      Map.of(
          "x.proxy-credentials-file", Map.of("OUZEL_X_PROXY", "http://127.0.0.1:3128"),
          "stream.partition", Map.of("OUZEL_STREAM_NAME", "sample10_stream"),
          "sinks", Map.of("OUZEL_SPOOL_FILE", "spool.db"),
          "spool.limit", Map.of("OUZEL_SPOOL_FILE", "spool.db"),
          "status.token-file", Map.of("OUZEL_STATUS_LISTEN", "127.0.0.1:0"),
          "rules.keep", Map.of("OUZEL_RULES_FILE", "rules.yaml"));

  /** Without these what stands beside them would be a mistake, or they would not be looked for. */
  private static final Set<String> NEEDED =
      Set.of("x.token-file", "stream.partition", "status.token-file");

  @TempDir private Path directory;

  /**
   * A look at what an ingest is given.
   *
   * @param value what is looked at
   * @param expected what is there once the example is set, and not otherwise
   */
  private record Seen(Function<IngestConfig, Object> value, Object expected) {}

  private static Seen seen(Function<IngestConfig, Object> value, Object expected) {
    return new Seen(value, expected);
  }

  private static Seen list(FieldList list) {
    return seen(c -> c.request().fields().lists().get(list), list.publicNames().subList(0, 2));
  }

  private static Duration seconds(long count) {
    return Duration.ofSeconds(count);
  }

  private static Destination.Spooling spool(IngestConfig config) {
    return config.destination().spool().orElse(new Destination.Spooling(Path.of("none"), 0));
  }

  private static WantedRules wanted(IngestConfig config) {
    return config.rules().orElse(new WantedRules(Path.of("none"), false));
  }

  static List<Setting<?>> all() {
    return Settings.all();
  }

  @Test
  void areAllLookedAtHere() {
    assertThat(all()).extracting(Setting::key).doesNotHaveDuplicates();
    assertThat(SEEN.keySet())
        .containsExactlyInAnyOrderElementsOf(all().stream().map(Setting::key).toList());
  }

  @ParameterizedTest
  @MethodSource("all")
  void takeEffectFromTheFileTheEnvironmentAndTheCommandLine(Setting<?> setting) throws IOException {
    Seen seen = SEEN.get(setting.key());
    String text = example(setting);
    Map<String, String> beside = new HashMap<>(TOKEN);
    beside.putAll(BESIDE.getOrDefault(setting.key(), Map.of()));

    if (!NEEDED.contains(setting.key())) {
      assertThat(seen.value().apply(read(Optional.empty(), beside))).isNotEqualTo(seen.expected());
    }
    assertThat(seen.value().apply(read(Optional.of(file(setting, text)), beside)))
        .isEqualTo(seen.expected());
    Map<String, String> environment = new HashMap<>(beside);
    environment.put(setting.variable(), text);
    assertThat(seen.value().apply(read(Optional.empty(), environment))).isEqualTo(seen.expected());
    assertThat(seen.value().apply(read(Optional.empty(), beside, options(setting, text))))
        .isEqualTo(seen.expected());
  }

  @Test
  void areTheStandardOnesWhenNothingIsSet() {
    IngestConfig config = read(Optional.empty(), TOKEN);

    assertThat(config.settings()).isEqualTo(IngestSettings.standard());
    assertThat(config.log()).isEqualTo(LogSettings.standard());
    assertThat(config.destination()).isEqualTo(Destination.of(IngestConfig.USUAL_SINK));
    assertThat(config.x())
        .usingRecursiveComparison()
        .ignoringFields("token")
        .isEqualTo(XClientSettings.builder().token(() -> "").build());
    assertThat(config.request().endpoint()).isEqualTo(StreamRequest.builder().build().endpoint());
    assertThat(config.status()).isEmpty();
    assertThat(config.rules()).isEmpty();
  }

  @Test
  void areExplainedAlikeWhereACommandHasSomeOfThem() {
    CommandSpec ingest = CommandSpec.create();
    SettingOptions.addTo(ingest);
    for (OptionSpec option : new CommandLine(new XOptions()).getCommandSpec().options()) {
      OptionSpec same = ingest.findOption(option.longestName());
      if (!option.longestName().equals("--config")) {
        assertThat(option.description()).isEqualTo(same.description());
        assertThat(option.paramLabel()).isEqualTo(same.paramLabel());
      }
    }
  }

  /** The example, of which files are there. */
  private String example(Setting<?> setting) throws IOException {
    if (setting.key().endsWith("token-file")) {
      return Files.writeString(directory.resolve("token"), "from-a-file\n").toString();
    }
    if (setting.key().equals("x.proxy-credentials-file")) {
      return Files.writeString(directory.resolve("proxy"), "me:hush\n").toString();
    }
    if (setting.key().equals("x.ca-file")) {
      try (FakeX x = FakeX.builder().tls(true).start()) {
        return Files.writeString(directory.resolve("ca.pem"), x.certificate().orElseThrow())
            .toString();
      }
    }
    return setting.example();
  }

  private Path file(Setting<?> setting, String text) throws IOException {
    String value =
        setting.kind().form().isList() ? String.join(", ", setting.kind().texts(text)) : text;
    String line =
        setting.name() + ": " + (setting.kind().form().isList() ? "[" + value + "]" : value);
    return Files.writeString(
        directory.resolve("ouzel.yaml"),
        setting.key().equals(setting.section()) ? line : setting.section() + ":\n  " + line);
  }

  private static List<String> options(Setting<?> setting, String text) {
    String flag = setting.flag().name();
    if (setting.flag().isSwitch()) {
      return List.of(flag);
    }
    List<String> options = new ArrayList<>();
    for (String value :
        setting.kind().form().isList() ? setting.kind().texts(text) : List.of(text)) {
      options.add(flag);
      options.add(value);
    }
    return options;
  }

  private static IngestConfig read(Optional<Path> file, Map<String, String> environment) {
    return read(file, environment, List.of());
  }

  private static IngestConfig read(
      Optional<Path> file, Map<String, String> environment, List<String> options) {
    CommandSpec command = CommandSpec.create();
    SettingOptions.addTo(command);
    CommandLine.ParseResult parsed =
        new CommandLine(command).parseArgs(options.toArray(String[]::new));
    return Configuration.read(file, environment, SettingOptions.given(parsed)).ingest();
  }
}
