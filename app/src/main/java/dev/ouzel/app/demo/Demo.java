package dev.ouzel.app.demo;

import dev.ouzel.app.config.Destination;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.config.StatusAddress;
import dev.ouzel.app.config.XAccess;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.operations.StopRequest;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionField;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.ConnectionStatus;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.post.Payload;
import dev.ouzel.stream.FieldSelection;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.testkit.generate.PacedPublisher;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.server.FakeX;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A fake X publishes over a real socket for a while, an ingest stores it all, and what was stored
 * is held against what was published.
 */
public final class Demo {
  private static final long SEED = 1;
  private static final Duration CATCH_UP = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Path file;
  private final Duration length;
  private final double postsPerSecond;
  private final Optional<StatusAddress> status;
  private final CompletableFuture<Void> told = new CompletableFuture<>();

  /**
   * A demonstration of this length that stores in a new SQLite file.
   *
   * @param status where the page is to be seen, if anywhere
   */
  public Demo(Path file, Duration length, double postsPerSecond, Optional<StatusAddress> status) {
    this.file = file;
    this.length = length;
    this.postsPerSecond = postsPerSecond;
    this.status = status;
  }

  /**
   * What came of it.
   *
   * @param published how many posts the fake X published
   * @param report what the ingest says
   * @param comparison what the file says
   * @param connections what the fake X says of its connections
   */
  public record Outcome(
      long published, IngestReport report, Comparison comparison, List<Connection> connections) {}

  /** Runs it, shorter when told to stop. */
  public Outcome run(Console console, StopRequest stop)
      throws SQLException, ExecutionException, InterruptedException {
    stop.whenMade(() -> told.complete(null));
    try (FakeX fake = FakeX.builder().withRule(PostGenerator.MATCH_ALL_RULE, "demo").start()) {
      XClientSettings x = XAccess.of(fake.baseUrl().toString(), fake::token, true);
      IngestReport report = ingest(fake, x, console);
      // The server learns of the end from its socket, after us.
      fake.awaitConnections(0);
      long published = fake.publishedCount();
      return new Outcome(
          published, report, Comparison.of(file, delivered(fake), published), connections(x));
    }
  }

  /** The frames of the posts as the ingest was sent them, each once. */
  private static Set<Payload> delivered(FakeX fake) {
    return fake.connections().stream()
        .flatMap(connection -> fake.delivered(connection).stream())
        .collect(Collectors.toSet());
  }

  private IngestReport ingest(FakeX fake, XClientSettings x, Console console)
      throws ExecutionException, InterruptedException {
    StreamRequest request = StreamRequest.builder().fields(FieldSelection.standard()).build();
    IngestConfig config =
        IngestConfig.builder()
            .x(x)
            .request(request)
            .destination(Destination.of("sqlite:" + file))
            .status(status)
            .build();
    try (Opened<Ingestor> opened = Wiring.ingest(config, console)) {
      Ingestor ingestor = opened.part();
      CompletableFuture<IngestReport> over = ingestor.start().toCompletableFuture();
      fake.awaitConnections(1);
      PacedPublisher publisher =
          PacedPublisher.start(fake, new PostGenerator(SEED), postsPerSecond);
      try {
        completesWithin(length, CompletableFuture.anyOf(over, told));
      } finally {
        publisher.close();
      }
      catchUp(fake, ingestor, over);
      ingestor.stop();
      return over.get();
    }
  }

  /** Waits until all that was published is stored, within reason. */
  private static void catchUp(FakeX fake, Ingestor ingestor, CompletableFuture<IngestReport> over)
      throws ExecutionException, InterruptedException {
    long published = fake.publishedCount();
    long begun = System.nanoTime();
    while (ingestor.status().toCompletableFuture().get().tally().stored() < published
        && System.nanoTime() - begun < CATCH_UP.toNanos()
        && !completesWithin(LOOK_AGAIN, over)) {}
  }

  private static boolean completesWithin(Duration wait, CompletableFuture<?> future)
      throws ExecutionException, InterruptedException {
    try {
      future.get(wait.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }

  private static List<Connection> connections(XClientSettings x)
      throws ExecutionException, InterruptedException {
    ConnectionQuery query =
        ConnectionQuery.builder()
            .status(ConnectionStatus.ALL)
            .maxResults(ConnectionQuery.MOST_RESULTS)
            .addFields(ConnectionField.values())
            .build();
    try (Opened<ConnectionHistory> history = Wiring.connections(x)) {
      return history.part().page(query).toCompletableFuture().get().connections();
    }
  }
}
