package dev.ouzel.app.cli;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.testkit.load.LoadServer;
import dev.ouzel.testkit.load.LoadSettings;
import dev.ouzel.testkit.load.LoadSum;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a load until told to stop: the other end of {@link BenchCommand}. */
@Command(
    name = "bench-load",
    hidden = true,
    description = {
      "Serve posts to whoever reads them, for measuring, until told to stop.",
      "The URL is printed on stdout, and for each connection that got all its posts a line:",
      "sent, how many, and two sums of their ids."
    },
    footer = {"", "Example:", "  ouzel bench-load --size 1400 --posts 300000"})
final class BenchLoadCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private LoadOptions load;

  @Option(
      names = "--posts",
      paramLabel = "N",
      description = "End each stream in order after N posts.")
  private Optional<Long> posts;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Send no more posts on a connection after so long.")
  private Optional<Duration> length;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port on 127.0.0.1; one that is free unless given.")
  private int port;

  BenchLoadCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintStream out = invocation.console().out();
    LoadSettings settings = settings();
    try (LoadServer server = start(settings, sum -> out.println(line(sum)))) {
      CountDownLatch told = new CountDownLatch(1);
      invocation.stop().whenMade(told::countDown);
      // Whoever started it may be killed, and cannot end it then.
      ProcessHandle.current().parent().ifPresent(starter -> whenOver(starter, told::countDown));
      out.println(server.baseUrl());
      server.certificate().ifPresent(out::print);
      told.await();
    }
    return ExitCode.DONE.code();
  }

  private static void whenOver(ProcessHandle process, Runnable action) {
    CompletableFuture<Void> unused = process.onExit().thenRun(action);
  }

  private LoadSettings settings() {
    LoadSettings.Builder settings =
        LoadSettings.builder()
            .size(load.size)
            .postsPerSecond(load.rate)
            .posts(posts.map(OptionalLong::of).orElseGet(OptionalLong::empty))
            .length(length)
            .port(port)
            .tls(load.tls);
    return Mistake.unlessRefused(settings::build);
  }

  private static LoadServer start(LoadSettings settings, Consumer<LoadSum> sent) {
    try {
      return LoadServer.start(settings, sent);
    } catch (UncheckedIOException failure) {
      throw new Mistake("no load can be served: " + failure.getCause().getMessage());
    }
  }

  private static String line(LoadSum sum) {
    return "sent %d %d %d".formatted(sum.posts(), sum.sum(), sum.mixed());
  }
}
