package dev.ouzel.app.bench;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.config.XAccess;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.load.LoadSum;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The load, served by a process of its own, so that what it costs is not counted here. */
final class Generator implements AutoCloseable {
  /** The load asks for none, but the client has to send one. */
  private static final String TOKEN = "bench";

  private static final String MEMORY = "-Xmx192m";

  private final Process process;
  private final BlockingQueue<LoadSum> sent = new LinkedBlockingQueue<>();
  private final boolean gzip;
  private final String baseUrl;
  private final Optional<String> certificate;

  private Generator(Process process, BufferedReader said, BenchPlan plan) throws IOException {
    this.process = process;
    this.gzip = plan.gzip();
    this.baseUrl = line(said);
    this.certificate = plan.tls() ? Optional.of(certificate(said)) : Optional.empty();
    Thread listener = new Thread(() -> listen(said), "ouzel-bench-load");
    listener.setDaemon(true);
    listener.start();
  }

  /** Starts it; each connection gets posts for so long. */
  static Generator start(BenchPlan plan, Duration length) {
    try {
      Process process =
          new ProcessBuilder(command(plan, length))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        return new Generator(
            process,
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII)),
            plan);
      } catch (IOException | RuntimeException e) {
        process.destroy();
        throw e;
      }
    } catch (IOException e) {
      throw new Mistake("the load cannot be started: " + e.getMessage());
    }
  }

  private static List<String> command(BenchPlan plan, Duration length) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(MEMORY, "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.ouzel.app.Main", "bench-load"));
    command.addAll(List.of("--size", plan.size().label()));
    command.addAll(List.of("--rate", rate(plan)));
    command.addAll(List.of("--for", length.toMillis() + "ms"));
    if (plan.tls()) {
      command.add("--tls");
    }
    return command;
  }

  private static String rate(BenchPlan plan) {
    return Double.isInfinite(plan.postsPerSecond())
        ? "max"
        : String.format(Locale.ROOT, "%.3f", plan.postsPerSecond() / plan.connections());
  }

  private static String line(BufferedReader said) throws IOException {
    String line = said.readLine();
    if (line == null) {
      throw new IOException("it ended at once");
    }
    return line;
  }

  private static String certificate(BufferedReader said) throws IOException {
    StringBuilder pem = new StringBuilder();
    String line;
    do {
      line = line(said);
      pem.append(line).append('\n');
    } while (!line.startsWith("-----END"));
    return pem.toString();
  }

  private void listen(BufferedReader said) {
    try {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        sent.add(sum(line.split(" ")));
      }
    } catch (IOException closed) {
      // It was closed.
    }
  }

  private static LoadSum sum(String[] words) {
    return new LoadSum(
        Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
  }

  URI stream() {
    return URI.create(baseUrl + StreamEndpoint.FILTERED.path());
  }

  Optional<String> certificate() {
    return certificate;
  }

  /** How to reach it. */
  XClientSettings settings() {
    return XClientSettings.builder()
        .from(XAccess.of(baseUrl, () -> TOKEN, gzip))
        .trusted(certificate)
        .build();
  }

  /** What a connection was sent, once that is all; empty when that is not known within the time. */
  Optional<LoadSum> sent(Duration patience) throws InterruptedException {
    return Optional.ofNullable(sent.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Ends it. */
  @Override
  public void close() {
    process.destroy();
  }
}
