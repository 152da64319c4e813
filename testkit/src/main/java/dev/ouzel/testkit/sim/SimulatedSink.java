package dev.ouzel.testkit.sim;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A real sink with the troubles of the world around it: delays, failures, deaths half way. */
final class SimulatedSink implements PostSink {
  private static final long REAL_SECONDS = 30;

  private final World world;
  private final Life life;
  private final StoreHost host;
  private final PostSink real;
  private final Chance chance;
  private Optional<Batch> onItsWay = Optional.empty();

  /** What becomes of a commit. */
  private enum Fate {
    KEPT,
    REFUSED,
    FULL,
    REJECTED,
    ANSWER_LOST,
    DEATH_BEFORE,
    DEATH_AFTER
  }

  SimulatedSink(World world, Life life, StoreHost host, PostSink real) {
    this.world = world;
    this.life = life;
    this.host = host;
    this.real = real;
    this.chance = world.chance("sink" + world.now());
  }

  @Override
  public SinkKind kind() {
    return real.kind();
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    CompletableFuture<CommitReceipt> answer = new CompletableFuture<>();
    Duration latency =
        world.weather().strikes(Fault.SINK_SLOW)
            ? chance.scaled(Duration.ofSeconds(1), Duration.ofMinutes(5))
            : chance.scaled(Duration.ofMillis(1), Duration.ofMillis(100));
    Duration untilDurable = chance.within(latency);
    Fate fate = fate(batch);
    onItsWay = Optional.of(batch);
    world.after(untilDurable, () -> decide(batch, fate, answer));
    world.after(latency, () -> answer(batch, fate, answer));
    return answer;
  }

  private Fate fate(Batch batch) {
    Weather weather = world.weather();
    if (!batch.posts().isEmpty() && !host.keeps(batch) && weather.strikes(Fault.SINK_REJECTS)) {
      host.refuse(batch.posts().get(0));
    }
    if (host.isDown() || weather.strikes(Fault.SINK_TRANSIENT)) {
      return Fate.REFUSED;
    } else if (host.unacceptable(batch).isPresent()) {
      return Fate.REJECTED;
    } else if (weather.strikes(Fault.SINK_FULL)) {
      return Fate.FULL;
    } else if (weather.strikes(Fault.SINK_AMBIGUOUS)) {
      return Fate.ANSWER_LOST;
    } else if (weather.strikes(Fault.CRASH_BEFORE_DURABLE)) {
      return Fate.DEATH_BEFORE;
    }
    return weather.strikes(Fault.CRASH_AFTER_DURABLE) ? Fate.DEATH_AFTER : Fate.KEPT;
  }

  private void decide(Batch batch, Fate fate, CompletableFuture<CommitReceipt> answer) {
    if (!life.isAlive()) {
      return;
    }
    switch (fate) {
      case KEPT, ANSWER_LOST -> keep(batch, answer);
      case DEATH_BEFORE -> {
        onItsWay = Optional.empty();
        life.crash(fate.name());
      }
      case DEATH_AFTER -> {
        keep(batch, answer);
        life.crash(fate.name());
      }
      default -> onItsWay = Optional.empty();
    }
  }

  private void answer(Batch batch, Fate fate, CompletableFuture<CommitReceipt> answer) {
    if (!life.isAlive()) {
      return;
    }
    switch (fate) {
      case REFUSED, ANSWER_LOST -> fail(answer, SinkFailure.transientFailure("no answer"));
      case FULL -> fail(answer, SinkFailure.permanent("the disk is full"));
      case REJECTED -> reject(host.unacceptable(batch).orElseThrow(), answer);
      default -> keep(batch, answer).ifPresent(receipt -> acknowledge(batch, receipt, answer));
    }
  }

  private void reject(long id, CompletableFuture<CommitReceipt> answer) {
    life.oracle().rejected(id);
    fail(answer, SinkFailure.rejecting(id, "the store takes no such post", null));
  }

  private static void fail(CompletableFuture<CommitReceipt> answer, SinkFailure failure) {
    answer.completeExceptionally(failure);
  }

  private void acknowledge(
      Batch batch, CommitReceipt receipt, CompletableFuture<CommitReceipt> answer) {
    life.oracle().acknowledged(batch);
    answer.complete(receipt);
  }

  /**
   * Has the batch kept. Called again when the answer is due, when the sink stores nothing and gives
   * the receipt it gave before: that too is part of its contract.
   */
  private Optional<CommitReceipt> keep(Batch batch, CompletableFuture<CommitReceipt> answer) {
    onItsWay = Optional.empty();
    try {
      CommitReceipt receipt = await(real.commit(batch));
      host.kept(batch);
      life.oracle().durable(batch);
      return Optional.of(receipt);
    } catch (CompletionException failed) {
      life.sinkFailed(failed.getCause());
      answer.completeExceptionally(failed.getCause());
      return Optional.empty();
    }
  }

  /** The process dies: what was on its way may be kept all the same. */
  void abandon() {
    onItsWay
        .filter(batch -> chance.happens(0.5))
        .ifPresent(batch -> keep(batch, new CompletableFuture<>()));
    real.close();
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
    return host.isDown()
        ? CompletableFuture.failedFuture(SinkFailure.transientFailure("the store is down"))
        : CompletableFuture.completedFuture(await(real.resume(stream)));
  }

  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    return CompletableFuture.completedFuture(await(real.ids(stream, created)));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(REAL_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    real.close();
  }
}
