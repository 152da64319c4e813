package dev.ouzel.app.cli;

import dev.ouzel.app.config.InputFile;
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
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a fake X until told to stop. */
@Command(
    name = "fake-x",
    description = {
      "Serve a fake X on 127.0.0.1, until told to stop.",
      "It has X's streams, rules and connection history. The URL is printed on stdout,",
      "and a page there says how to use it. Ctrl-C and SIGTERM stop it."
    },
    footer = {
      "",
      "Example:",
      "  ouzel fake-x --port 8099 --rate 500",
      "  ouzel fake-x --rules rules.txt --script faults.yaml"
    })
final class FakeXCommand implements Callable<Integer> {
  private static final double USUAL_RATE = 10;

  private final Invocation invocation;

  @Mixin private FakeXOptions options;

  @Option(
      names = "--rate",
      paramLabel = "R",
      converter = RateConverter.class,
      description =
          "Generated posts a second, 0 for none, max for as many as are read; 10 unless given, with"
              + " --replay none.")
  private Optional<Double> rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which posts are generated; ${DEFAULT-VALUE} unless given.")
  private long seed;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Send the lines of this file first on each connection, as they are.")
  private Optional<Path> replay;

  FakeXCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws InterruptedException {
    double perSecond = rate.orElse(replay.isPresent() ? 0 : USUAL_RATE);
    FakeXSettings settings = options.settings();
    try (FakeX fake = start(settings)) {
      replay.ifPresent(file -> load(fake, file));
      CountDownLatch told = new CountDownLatch(1);
      invocation.stop().whenMade(told::countDown);
      Optional<Path> certificate = fake.certificate().map(FakeXCommand::temporary);
      welcome(fake, certificate);
      PacedPublisher publisher = PacedPublisher.start(fake, new PostGenerator(seed), perSecond);
      try {
        told.await();
      } finally {
        publisher.close();
        certificate.ifPresent(file -> file.toFile().delete());
      }
      farewell(fake);
    }
    return ExitCode.DONE.code();
  }

  private static FakeX start(FakeXSettings settings) {
    try {
      return FakeX.start(settings);
    } catch (UncheckedIOException failure) {
      throw new Mistake(
          failure.getCause() instanceof BindException taken
              ? "port %d cannot be had (%s); give another with --port"
                  .formatted(settings.port(), taken.getMessage())
              : failure.getMessage());
    }
  }

  private static void load(FakeX fake, Path file) {
    InputFile.read(
        "the file to replay",
        file,
        frames -> {
          fake.replay(frames);
          return frames;
        });
  }

  /** Writes the certificate where clients can be pointed at. */
  private static Path temporary(String certificate) {
    try {
      return Files.writeString(Files.createTempFile("fake-x", ".pem"), certificate);
    } catch (IOException e) {
      throw new Mistake("no file for the certificate can be written: " + e.getMessage());
    }
  }

  private void welcome(FakeX fake, Optional<Path> certificate) {
    Console console = invocation.console();
    console.out().println(fake.baseUrl());
    console.say("a fake X is listening; a page at its URL says how to use it, and Ctrl-C stops it");
    console.say("to read from it:");
    console.say(
        certificate
            .map(
                file ->
                    "curl --cacert %s -H 'Authorization: Bearer %s' %s/2/tweets/search/stream"
                        .formatted(file, shown(fake.token()), fake.baseUrl()))
            .orElse(
                "%s=%s ouzel ingest --base-url %s"
                    .formatted(TokenSource.VARIABLE, shown(fake.token()), fake.baseUrl())));
  }

  /** One that somebody chose may be a real one. */
  private static String shown(String token) {
    return token.equals(FakeXSettings.USUAL_TOKEN) ? token : "…";
  }

  private void farewell(FakeX fake) {
    Console console = invocation.console();
    List<String> missing = fake.missingFaults();
    if (!missing.isEmpty()) {
      console.say("faults of the script that never happened: " + String.join(", ", missing));
    }
    List<ServedConnection> served = fake.connections();
    console.say(
        "stopped as asked; connections served: %d, frames sent: %d"
            .formatted(served.size(), served.stream().mapToLong(ServedConnection::frames).sum()));
  }
}
