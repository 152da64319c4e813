package dev.ouzel.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Timeline;
import dev.ouzel.http.XClient;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.ingest.IngestObserver;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.ingest.IngestStatus;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import dev.ouzel.testkit.server.SeenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * An ingest and a fake X with sockets between them, both on one clock, which the test drives. Time
 * passes in steps, and between two steps all that is on its way arrives. Every scene that is ended
 * has its books and its claims checked against what was published.
 */
final class Scene implements AutoCloseable {
  static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration LOOK_AGAIN = Duration.ofNanos(100_000);

  private final ManualLoop loop = new ManualLoop(BEGIN, 1);
  private final Shelf shelf;
  private final UnaryOperator<IngestSettings.Builder> settings;
  private final FakeX x;
  private final Wire wire;
  private final Journal journal = new Journal();
  private final Underway underway = new Underway();
  private UnaryOperator<XClientSettings.Builder> atClient = UnaryOperator.identity();
  private UnaryOperator<PostSink> atSink = UnaryOperator.identity();
  private UnaryOperator<ConnectionHistory> atHistory = UnaryOperator.identity();
  private IngestObserver alongside = event -> {};
  private Lifetime lifetime = new Lifetime(loop);
  private List<Runnable> held = new ArrayList<>();
  private Ingestor ingestor;
  private CompletableFuture<IngestReport> report = new CompletableFuture<>();

  /** A scene in which X behaves as X does, but for what is set, and the ingest as it does. */
  Scene(
      Shelf shelf,
      UnaryOperator<FakeXSettings.Builder> x,
      UnaryOperator<IngestSettings.Builder> settings) {
    this.shelf = shelf;
    this.settings = settings;
    this.x = x.apply(FakeX.builder().withRule("cat has:images", "cats").clock(loop)).start();
    this.wire = new Wire(this.x);
  }

  /** The same with standard settings. */
  Scene(Shelf shelf, UnaryOperator<FakeXSettings.Builder> x) {
    this(shelf, x, UnaryOperator.identity());
  }

  FakeX x() {
    return x;
  }

  Journal journal() {
    return journal;
  }

  Instant now() {
    return loop.now().wall();
  }

  /** Lets the client to X behave otherwise, from the next start on. */
  Scene withClient(UnaryOperator<XClientSettings.Builder> otherwise) {
    atClient = otherwise;
    return this;
  }

  /** Puts something between the ingest and its sink, from the next start on. */
  Scene withSink(UnaryOperator<PostSink> between) {
    atSink = between;
    return this;
  }

  /** Puts something between the ingest and X's history, from the next start on. */
  Scene withHistory(UnaryOperator<ConnectionHistory> between) {
    atHistory = between;
    return this;
  }

  /** Tells somebody more of what happens, from the next start on. */
  Scene withObserver(IngestObserver other) {
    alongside = other;
    return this;
  }

  /** X does not notice when connections end on our side, and so it is not waited for. */
  Scene withGhosts() {
    wire.allowGhosts();
    return this;
  }

  /** Starts an ingest, and returns once its first attempt was answered, or will not be. */
  Scene start() {
    XClient client =
        XClient.open(
            atClient.apply(XClientSettings.builder().baseUri(x.baseUrl()).token(x::token)).build());
    PostSink sink = shelf.open();
    held = new ArrayList<>(List.of(client::close, sink::close));
    lifetime = new Lifetime(loop);
    report = new CompletableFuture<>();
    ingestor =
        Ingestor.builder(
                wire.watched(client.streams(), this::untilNoticed), atSink.apply(underway.at(sink)))
            .history(atHistory.apply(underway.at(client.connections())))
            .rules(underway.at(client.rules()))
            .settings(settings.apply(IngestSettings.builder()).build())
            .observer(journal)
            .observer(alongside)
            .loop(lifetime)
            .build();
    ingestor.start().whenComplete((end, never) -> report.complete(end));
    settle();
    return this;
  }

  /** Kills the ingest as a crash would: its sockets close, and it never acts again. */
  void kill() {
    lifetime.kill();
    release();
    settle();
  }

  /** Lets time pass in steps of a second. */
  Scene pass(Duration time) {
    return pass(time, STEP);
  }

  /** Lets time pass in steps. */
  Scene pass(Duration time, Duration step) {
    settle();
    for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(step)) {
      loop.advance(left.compareTo(step) < 0 ? left : step);
      settle();
    }
    return this;
  }

  /** Lets time pass in steps of {@code between}, and a post be published at the end of each. */
  Scene flow(Duration time, Duration between) {
    for (Duration left = time; left.compareTo(between) >= 0; left = left.minus(between)) {
      pass(between, between);
      post();
    }
    return this;
  }

  /** A minute and a quarter with posts: long enough to be called healthy, and covered. */
  Scene flowWell() {
    return flow(Duration.ofSeconds(75), STEP);
  }

  /** Publishes a post of the present, and lets it arrive. */
  Payload post() {
    Payload post = x.post("a cat at " + now());
    settle();
    return post;
  }

  /** Lets time pass until {@code condition} holds, at most so long. */
  Scene passUntil(BooleanSupplier condition, Duration most) {
    Instant until = now().plus(most);
    while (!condition.getAsBoolean()) {
      if (now().isAfter(until)) {
        throw new AssertionError("not within " + most + "\n" + report());
      }
      pass(STEP);
    }
    return this;
  }

  /** How the ingest is doing. */
  IngestStatus status() {
    CompletableFuture<IngestStatus> status = ingestor.status().toCompletableFuture();
    await(status::isDone);
    return status.join();
  }

  /** Waits, while no time passes on the clock, until {@code condition} holds. */
  Scene await(BooleanSupplier condition) {
    long begun = System.nanoTime();
    for (long given = -1; given != lifetime.given() || !condition.getAsBoolean(); ) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new AssertionError("not within " + PATIENCE + "\n" + report());
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      given = lifetime.given();
      loop.run();
    }
    return this;
  }

  /** Lets arrive what is on its way, and what follows from it happen. */
  private void settle() {
    await(() -> underway.isNone() && wire.isQuiet());
  }

  private void untilNoticed() {
    long begun = System.nanoTime();
    while (!wire.hasNoticedEnds() && System.nanoTime() - begun < PATIENCE.toNanos()) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /** The requests for the live stream so far, in their order. */
  List<SeenRequest> attempts() {
    return requests(false);
  }

  /** The requests for recoveries so far, in their order. */
  List<SeenRequest> recoveries() {
    return requests(true);
  }

  private List<SeenRequest> requests(boolean recoveries) {
    return x.requests().stream()
        .filter(request -> request.path().equals(StreamEndpoint.FILTERED.path()))
        .filter(request -> request.query().containsKey("start_time") == recoveries)
        .toList();
  }

  /** How long there was between the attempts at the live stream. */
  List<Duration> pauses() {
    List<SeenRequest> all = attempts();
    return IntStream.range(1, all.size())
        .mapToObj(i -> Duration.between(all.get(i - 1).at(), all.get(i).at()))
        .toList();
  }

  /** Stops the ingest and checks what it leaves. */
  IngestReport end() {
    ingestor.stop();
    return over();
  }

  /** Waits until the ingest is over, and checks what it leaves. */
  IngestReport over() {
    await(report::isDone);
    IngestReport end = report.join();
    assertThat(end.tally().balances()).as("the books: %s", end.tally()).isTrue();
    assertThat(end.tally().inMemory()).isZero();
    x.verifyFaults();
    claims().check();
    lifetime.kill();
    release();
    return end;
  }

  /** What the store holds and claims, beside what was published. */
  Claims claims() {
    return new Claims(x.published(), shelf.posts(), timeline());
  }

  /** What became of the stream's time, by the store. */
  Timeline timeline() {
    try (StoreReader store = shelf.read()) {
      CoverageLedger ledger =
          store.checkpoint(Shelf.STREAM).map(Checkpoint::coverage).orElseGet(CoverageLedger::empty);
      return Timeline.of(store.coverage(Shelf.STREAM), ledger);
    }
  }

  /** The connections of ours, by the store. */
  List<ConnectionRecord> connections() {
    try (StoreReader store = shelf.read()) {
      return store.connections(Shelf.STREAM);
    }
  }

  private String report() {
    return wire.report() + "\n" + journal;
  }

  @Override
  public void close() {
    lifetime.kill();
    x.close();
    release();
  }

  /** Closes what an ingest held. */
  private void release() {
    held.forEach(Runnable::run);
    held.clear();
  }
}
