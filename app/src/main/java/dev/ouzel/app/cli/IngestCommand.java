package dev.ouzel.app.cli;

import dev.ouzel.app.config.Configuration;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.config.LogSettings;
import dev.ouzel.app.operations.Account;
import dev.ouzel.app.operations.Logging;
import dev.ouzel.app.operations.Reload;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Service;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestReport;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds a stream open and stores what it brings. */
@Command(
    name = "ingest",
    description = {
      "Store the posts of a stream, the filtered one unless told otherwise, until told to stop.",
      "Ctrl-C and SIGTERM stop it: it commits what it has and says what is stored.",
      "SIGHUP has it read its settings again: log, rules and token change at once."
    },
    footer = {
      "",
      "Example:",
      "  ouzel ingest --token-file token.txt --sink sqlite:cats.db --for 1h",
      "  ouzel ingest --sink postgresql://ouzel@db/cats --sink jsonl:archive --spool spool.db",
      "  ouzel ingest --config /etc/ouzel/ouzel.yaml"
    })
final class IngestCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger("ouzel");

  private static final Duration RULES_FIRST = Duration.ofSeconds(30);

  private final Invocation invocation;

  private final AtomicReference<LogSettings> log = new AtomicReference<>(LogSettings.standard());

  @Spec private CommandSpec spec;
  @Mixin private ConfigOption file;

  private IngestCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  static CommandLine with(Invocation invocation) {
    CommandLine command = new CommandLine(new IngestCommand(invocation));
    SettingOptions.addTo(command.getCommandSpec());
    return command;
  }

  @Override
  public Integer call() {
    Configuration settings = read();
    IngestConfig config = settings.ingest();
    use(config.log());
    settings.file().ifPresent(read -> LOG.info("settings are read from {}", read));
    IngestReport report = ingest(config, settings);
    boolean stopped = report.end() instanceof IngestEnd.Stopped;
    if (stopped || report.tally().openings() > 0) {
      say(Account.of(report, config.destination().name()));
    }
    if (report.end() instanceof IngestEnd.Faulted fault) {
      throw new CompletionException(fault.mistake());
    }
    if (!stopped) {
      complain(report.end().sentence());
    }
    return ExitCode.of(report.end()).code();
  }

  private Configuration read() {
    return file.read(
        invocation.environment(), SettingOptions.given(spec.commandLine().getParseResult()));
  }

  private IngestReport ingest(IngestConfig config, Configuration settings) {
    try (Opened<Service> opened = Wiring.service(config, invocation.console())) {
      Service service = opened.part();
      invocation.stop().whenMade(service.ingestor()::stop);
      awaitRules(service.keep(config.rules()));
      invocation
          .stop()
          .whenToReadAgain(
              new Reload(settings, this::read)
                  .with(next -> use(next.log()))
                  .with(next -> keepMeanwhile(service, next)));
      return service.ingestor().start().toCompletableFuture().join();
    }
  }

  /** X refuses a stream without rules; yet rules that cannot be applied must not hold it up. */
  private static void awaitRules(CompletionStage<Void> applied) {
    applied
        .toCompletableFuture()
        .completeOnTimeout(null, RULES_FIRST.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** The stream goes on while rules change. */
  private static void keepMeanwhile(Service service, IngestConfig next) {
    CompletionStage<Void> unused = service.keep(next.rules());
  }

  private void use(LogSettings settings) {
    log.set(settings);
    Logging.use(settings);
  }

  /** Who has JSON on each line of stderr expects it on the last one too. */
  private void say(String line) {
    if (log.get().format() == LogSettings.Format.JSON) {
      LOG.info("{}", line);
    } else {
      invocation.console().say(line);
    }
  }

  private void complain(String line) {
    if (log.get().format() == LogSettings.Format.JSON) {
      LOG.error("{}", line);
    } else {
      invocation.console().complain(line);
    }
  }
}
