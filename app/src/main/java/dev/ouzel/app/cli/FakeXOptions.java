package dev.ouzel.app.cli;

import dev.ouzel.app.config.InputFile;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.script.FaultScriptFile;
import dev.ouzel.testkit.server.Compression;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import dev.ouzel.testkit.server.RulesFile;
import dev.ouzel.testkit.server.SettingsFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a fake X is like. What is given here counts more than what a file of settings says. */
final class FakeXOptions {
  /** When the server compresses, in the option's words. */
  enum Gzip {
    /** When the client asks for it, as X does. */
    ASKED(Compression.AS_ASKED),
    /** Not even then. */
    NEVER(Compression.NEVER);

    private final Compression compression;

    Gzip(Compression compression) {
      this.compression = compression;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file with the server's settings, which docs/fake-x.md lists.")
  private Optional<Path> config;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port on 127.0.0.1; one that is free unless given.")
  private Optional<Integer> port;

  @Option(
      names = "--token",
      paramLabel = "T",
      description = "Bearer token to accept; " + FakeXSettings.USUAL_TOKEN + " unless given.")
  private Optional<String> token;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description =
          "File with the rules at the start, one a line, tags in [brackets] before them; unless"
              + " given, one that every generated post matches.")
  private Optional<Path> rules;

  @Option(
      names = "--no-rules",
      description = "Begin without a rule, as a new app does: X then refuses to stream.")
  private boolean noRules;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "YAML file that says what goes wrong, as told in docs/fake-x.md.")
  private Optional<Path> script;

  @Option(
      names = "--keep-alive",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Send a keep-alive after so long a silence; 20s unless given.")
  private Optional<Duration> keepAlive;

  @Option(
      names = "--latency",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Deliver posts so long after they were created; at once unless given.")
  private Optional<Duration> latency;

  @Option(
      names = "--gzip",
      paramLabel = "WHEN",
      description =
          "When to compress streams: ${COMPLETION-CANDIDATES}; asked unless given, as X does.")
  private Optional<Gzip> gzip;

  @Option(names = "--tls", description = "Speak HTTPS, with a certificate made for this run.")
  private boolean tls;

  /** The settings that the options and their files describe. */
  FakeXSettings settings() {
    if (noRules && rules.isPresent()) {
      throw new Mistake("give --rules or --no-rules, not both");
    }
    FakeXSettings.Builder x =
        config
            .map(file -> InputFile.read("the file of settings", file, SettingsFile::read))
            .orElseGet(FakeX::builder);
    x.controls(true);
    port.ifPresent(x::port);
    token.ifPresent(x::token);
    keepAlive.ifPresent(x::keepAlive);
    latency.ifPresent(x::latency);
    gzip.ifPresent(when -> x.compression(when.compression));
    if (tls) {
      x.tls(true);
    }
    script.ifPresent(file -> x.script(InputFile.read("the script", file, FaultScriptFile::read)));
    addRules(x);
    return Mistake.unlessRefused(x::build);
  }

  private void addRules(FakeXSettings.Builder x) {
    if (rules.isPresent()) {
      x.addAllRules(InputFile.read("the file of rules", rules.get(), RulesFile::read));
    } else if (!noRules) {
      x.withRule(PostGenerator.MATCH_ALL_RULE, "fake-x");
    }
  }
}
