package dev.ouzel.app.cli;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.config.TokenSource;
import dev.ouzel.app.operations.Console;
import dev.ouzel.testkit.generate.PacedPublisher;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import dev.ouzel.testkit.server.ServedConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a fake X until told to stop. */
@Command(
    name = "fake-x",
    description = {
      "Serve a fake X on 127.0.0.1, until told to stop.",
      "It has the filtered stream, its rules and the connection history. The URL is",
      "printed on stdout. Ctrl-C and SIGTERM stop it."
    },
    footer = {"", "Example:", "  ouzel fake-x --port 8099 --rate 500"})
final class FakeXCommand implements Callable<Integer> {
  private static final double USUAL_RATE = 10;
  private static final long SEED = 1;

  private final Invocation invocation;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port on 127.0.0.1; one that is free unless given.")
  private int port;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Generated posts a second, 0 for none; 10 unless given, with --replay none.")
  private Optional<Double> rate;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Send the lines of this file first on each connection, as they are.")
  private Optional<Path> replay;

  @Option(
      names = "--keep-alive",
      paramLabel = "DURATION",
      defaultValue = "20s",
      converter = DurationConverter.class,
      description = "Send a keep-alive after so long a silence; ${DEFAULT-VALUE} unless given.")
  private Duration keepAlive;

  @Option(
      names = "--token",
      paramLabel = "T",
      defaultValue = FakeXSettings.USUAL_TOKEN,
      description = "Bearer token to accept; ${DEFAULT-VALUE} unless given.")
  private String token;

  @Option(
      names = "--no-rules",
      description = "Begin without a rule, as a new app does: X then refuses to stream.")
  private boolean noRules;

  FakeXCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws InterruptedException {
    double perSecond = rate.orElse(replay.isPresent() ? 0 : USUAL_RATE);
    if (!(perSecond >= 0 && perSecond < Double.POSITIVE_INFINITY)) {
      throw new Mistake("--rate is a number of posts a second, 0 or more, not " + perSecond);
    }
    FakeXSettings settings = Mistake.unlessRefused(this::settings);
    try (FakeX fake = start(settings)) {
      replay.ifPresent(file -> load(fake, file));
      CountDownLatch told = new CountDownLatch(1);
      invocation.stop().whenMade(told::countDown);
      welcome(fake);
      Optional<PacedPublisher> publisher =
          perSecond > 0
              ? Optional.of(PacedPublisher.start(fake, new PostGenerator(SEED), perSecond))
              : Optional.empty();
      told.await();
      publisher.ifPresent(PacedPublisher::close);
      farewell(fake);
    }
    return ExitCode.DONE.code();
  }

  private FakeXSettings settings() {
    FakeXSettings.Builder builder = FakeX.builder().port(port).token(token).keepAlive(keepAlive);
    if (!noRules) {
      builder.withRule("synthetic", "fake-x");
    }
    return builder.build();
  }

  private FakeX start(FakeXSettings settings) {
    try {
      return FakeX.start(settings);
    } catch (UncheckedIOException failure) {
      throw new Mistake(
          "port %d cannot be had (%s); give another with --port"
              .formatted(port, failure.getCause().getMessage()));
    }
  }

  private static void load(FakeX fake, Path file) {
    try {
      fake.replay(file);
    } catch (NoSuchFileException missing) {
      throw new Mistake("the file to replay, " + file + ", does not exist");
    } catch (IOException unreadable) {
      throw new Mistake(
          "the file to replay, " + file + ", cannot be read: " + unreadable.getMessage());
    }
  }

  private void welcome(FakeX fake) {
    Console console = invocation.console();
    console.out().println(fake.baseUrl());
    console.say("a fake X is listening; Ctrl-C stops it. To read from it:");
    console.say(
        "%s=%s ouzel ingest --base-url %s"
            .formatted(TokenSource.VARIABLE, fake.token(), fake.baseUrl()));
  }

  private void farewell(FakeX fake) {
    List<ServedConnection> served = fake.connections();
    invocation
        .console()
        .say(
            "stopped as asked; connections served: %d, frames sent: %d"
                .formatted(
                    served.size(), served.stream().mapToLong(ServedConnection::frames).sum()));
  }
}
