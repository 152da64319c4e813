package dev.ouzel.ingest;

import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.Termination;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.EventLoop;
import dev.ouzel.loop.EventLoop.Timer;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Carries out what the machine decides, through the ports, and tells it what came of it. All state
 * is touched on the event loop only.
 */
final class IngestEngine {
  private final IngestMachine machine;
  private final EngineParts parts;
  private final IngestSettings settings;
  private final EventLoop loop;
  private final AtomicBoolean started = new AtomicBoolean();
  private final CompletableFuture<IngestReport> result = new CompletableFuture<>();

  /** One for all who ask: each stage made from the result would stay until the ingest is over. */
  private final CompletableFuture<IngestStatus> last;

  private final Map<Integer, Attempt> attempts = new HashMap<>();
  private final CommitLine line;
  private Timer wakeUp = () -> {};

  IngestEngine(IngestSettings settings, EngineParts parts, EventLoop loop) {
    this.machine =
        new IngestMachine(parts.request(), settings, parts.history().isPresent(), loop.now());
    this.parts = parts;
    this.settings = settings;
    this.loop = loop;
    this.last = result.thenApply(over -> machine.status());
    this.line =
        new CommitLine(
            parts.sink()::commit,
            loop,
            (receipt, failure) -> step(() -> answered(receipt, failure)));
  }

  CompletionStage<IngestReport> start() {
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("an ingestor starts once");
    }
    loop.execute(this::resume);
    return over();
  }

  /** Completes when the ingest is over. */
  CompletionStage<IngestReport> over() {
    return result.minimalCompletionStage();
  }

  void stop() {
    loop.execute(() -> step(() -> machine.stop(loop.now())));
  }

  CompletionStage<IngestStatus> status() {
    CompletableFuture<IngestStatus> live = new CompletableFuture<>();
    loop.execute(() -> live.complete(machine.status()));
    // The loop may be gone once the ingest is over.
    return live.applyToEither(last, status -> status);
  }

  private void resume() {
    recall()
        .whenComplete(
            (resumption, failure) ->
                loop.execute(
                    () ->
                        step(
                            () ->
                                failure == null
                                    ? machine.start(loop.now(), resumption)
                                    : machine.abort(
                                        loop.now(),
                                        new IngestEnd.SinkFailed(sinkFailure(failure))))));
  }

  private CompletionStage<Resumption> recall() {
    StreamName stream = parts.request().streamName();
    return calling(() -> parts.sink().resume(stream))
        .thenCompose(
            checkpoint -> {
              CompletionStage<PostIds> ids =
                  checkpoint.isPresent()
                      ? calling(() -> parts.sink().ids(stream, recent(checkpoint)))
                      : CompletableFuture.completedFuture(PostIds.none());
              boolean whole = checkpoint.isEmpty() || parts.sink().kind() == SinkKind.KEYED;
              return ids.thenApply(
                  held -> new Resumption(checkpoint, held, whole && !held.isFull()));
            });
  }

  /** The time of the posts that the duplicate window will hold. */
  private TimeRange recent(Optional<Checkpoint> checkpoint) {
    Instant now = Resumption.clock(checkpoint, loop.now());
    return new TimeRange(
        now.minus(settings.duplicateWindow()), now.plus(DuplicateWindow.MOST_AHEAD));
  }

  /** Lets the machine decide, then does what it says. Runs on the loop. */
  private void step(Supplier<List<Command>> decision) {
    try {
      decision.get().forEach(this::carryOut);
    } catch (RuntimeException | Error mistake) {
      fault(mistake);
    }
  }

  /** Our own mistake: what is not acknowledged is not stored, and the ingest ends. */
  private void fault(Throwable mistake) {
    try {
      machine.abort(loop.now(), new IngestEnd.Faulted(mistake)).forEach(this::carryOut);
    } catch (RuntimeException | Error another) {
      if (another != mistake) {
        another.addSuppressed(mistake);
      }
      finish(new IngestReport(new IngestEnd.Faulted(another), machine.status().tally()));
    }
  }

  private void carryOut(Command command) {
    if (command instanceof Command.Connect connect) {
      Attempt attempt = new Attempt(connect.attempt(), loop, new Listener());
      attempts.put(connect.attempt(), attempt);
      attempt.begin(parts.source(), connect.request());
    } else if (command instanceof Command.Demand demand) {
      live(demand.attempt()).ifPresent(attempt -> attempt.demand(demand.signals()));
    } else if (command instanceof Command.Disconnect disconnect) {
      live(disconnect.attempt()).ifPresent(Attempt::cancel);
    } else if (command instanceof Command.Commit commit) {
      line.offer(commit.batch());
    } else if (command instanceof Command.LineUp lineUp) {
      line.lineUp(lineUp.batch());
    } else if (command instanceof Command.Audit audit) {
      audit(audit.query());
    } else if (command instanceof Command.ReadRules) {
      readRules();
    } else if (command instanceof Command.Terminate terminate) {
      terminate(terminate.connections());
    } else if (command instanceof Command.WakeAfter wake) {
      wakeAfter(wake.delay());
    } else if (command instanceof Command.Announce announce) {
      announce(announce.event());
    } else if (command instanceof Command.Finish finish) {
      finish(finish.report());
    }
  }

  private Optional<Attempt> live(int attempt) {
    return Optional.ofNullable(attempts.get(attempt));
  }

  private void audit(ConnectionQuery query) {
    parts
        .history()
        .ifPresent(
            history ->
                HistoryReading.of(history, query)
                    .whenComplete(
                        (entries, failure) ->
                            loop.execute(
                                () ->
                                    step(
                                        () ->
                                            failure == null
                                                ? machine.audited(loop.now(), entries)
                                                : auditFailed(failure)))));
  }

  /** Rules that cannot be read are taken to be the ones known before. */
  private void readRules() {
    parts.rules().ifPresent(this::read);
  }

  private void read(RuleBook book) {
    calling(book::list)
        .whenComplete(
            (rules, failure) -> {
              if (failure == null) {
                loop.execute(() -> step(() -> machine.rulesRead(loop.now(), rules)));
              }
            });
  }

  private void terminate(Termination.OfIds what) {
    parts
        .history()
        .ifPresent(
            history ->
                calling(() -> history.terminate(what))
                    .whenComplete(
                        (said, failure) ->
                            loop.execute(
                                () ->
                                    step(
                                        () ->
                                            failure == null
                                                ? machine.terminated(loop.now(), what.ids(), said)
                                                : auditFailed(failure)))));
  }

  private List<Command> auditFailed(Throwable failure) {
    return machine.auditFailed(loop.now(), String.valueOf(unwrapped(failure).getMessage()));
  }

  private List<Command> answered(CommitReceipt receipt, Throwable failure) {
    return failure == null
        ? machine.committed(loop.now(), receipt)
        : machine.commitFailed(loop.now(), sinkFailure(failure));
  }

  private void wakeAfter(Duration delay) {
    wakeUp.cancel();
    wakeUp = loop.after(delay, () -> step(() -> machine.woke(loop.now())));
  }

  private void announce(IngestEvent event) {
    for (IngestObserver observer : parts.observers()) {
      try {
        observer.on(event);
      } catch (RuntimeException ignored) {
        // An observer watches; its trouble must not become the stream's.
      }
    }
  }

  private void finish(IngestReport report) {
    wakeUp.cancel();
    line.close();
    List.copyOf(attempts.values()).forEach(Attempt::cancel);
    result.complete(report);
  }

  /** A port that throws instead of failing its stage is treated as if it had failed it. */
  private static <T> CompletionStage<T> calling(Supplier<CompletionStage<T>> port) {
    try {
      return port.get();
    } catch (RuntimeException thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  private static Throwable unwrapped(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private static SinkFailure sinkFailure(Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    return cause instanceof SinkFailure failure
        ? failure
        : SinkFailure.permanent("the sink failed: " + cause, cause);
  }

  /** Passes on what an attempt tells, on the loop. */
  private final class Listener implements Attempt.Listener {
    @Override
    public void signalled(int number, StreamSignal signal) {
      step(() -> machine.signalled(loop.now(), number, signal));
    }

    @Override
    public void ended(AttemptEnd end) {
      attempts.remove(end.attempt());
      step(() -> machine.ended(loop.now(), loop.random(), end));
    }
  }
}
