package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.reconnect.Ladder;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamName;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides everything an ingest does. Each method tells it one thing that happened, and when; it
 * answers with commands, to be carried out in order. It has no thread, clock or chance of its own:
 * told the same, it answers the same.
 *
 * <p>It keeps one timer: it asks to be woken at its nearest deadline, and being woken early does no
 * harm.
 */
final class IngestMachine {
  private final IngestSettings settings;
  private final Lane lane;
  private final Intake intake;
  private final Outbox outbox;
  private final Books books = new Books();

  private List<Command> commands = new ArrayList<>();
  private Optional<IngestEnd> ending = Optional.empty();
  private Optional<EndCause> lastEnd = Optional.empty();
  private Optional<Moment> runOver = Optional.empty();
  private Optional<Moment> stopOver = Optional.empty();
  private Optional<Moment> wakeAt = Optional.empty();
  private boolean paused;
  private boolean finished;
  private boolean silent;

  IngestMachine(StreamName stream, IngestSettings settings, Moment now) {
    this.settings = settings;
    this.lane = new Lane(settings, now);
    this.intake = new Intake(settings, books, now);
    this.outbox = new Outbox(stream);
  }

  /** The sink has told what it remembers: the ingest begins. */
  List<Command> start(Moment now, Resumption resumption) {
    resumption.checkpoint().ifPresent(outbox::resume);
    intake.remember(resumption.recent(), now);
    if (ending.isEmpty()) {
      connect(now);
    }
    return settled(now);
  }

  /** The attempt brought something. It counts even if the attempt has been told to end. */
  List<Command> signalled(Moment now, int attempt, StreamSignal signal) {
    if (signal instanceof StreamSignal.Opened opened) {
      opened(now, attempt, opened);
    } else if (signal instanceof StreamSignal.Frames turn && !finished) {
      frames(now, attempt, turn);
    }
    return settled(now);
  }

  private void opened(Moment now, int attempt, StreamSignal.Opened opened) {
    if (attempt == lane.attempt() && lane.isLive()) {
      lane.opened(now);
      books.opening();
      intake.opened(now, opened);
      if (runOver.isEmpty()) {
        runOver = settings.runFor().map(now::plus);
      }
      announce(new IngestEvent.Opened(now.wall(), attempt, opened));
    }
  }

  private void frames(Moment now, int attempt, StreamSignal.Frames turn) {
    books.turn(turn);
    intake.take(turn, now, this::announce);
    if (attempt == lane.attempt()) {
      lane.heard(now);
      intake.disconnect().ifPresent(problem -> end(new EndCause.Disconnected(problem), now));
    }
  }

  /** The attempt is over; {@code chance} is for the jitter of the next. */
  List<Command> ended(Moment now, long chance, AttemptEnd end) {
    if (end.attempt() == lane.attempt() && lane.isLive()) {
      EndCause cause = lane.ended(end.cause(), now);
      lastEnd = Optional.of(cause);
      books.unfinished(end.unfinishedBytes());
      announce(
          new IngestEvent.Ended(
              now.wall(), end.attempt(), cause, lane.served(now), end.unfinishedBytes()));
      if (ending.isEmpty() && Ladder.of(cause) == Ladder.FINAL) {
        stop(new IngestEnd.Refused(cause), now);
      } else if (ending.isEmpty()) {
        backOff(cause, now, chance);
      }
    }
    return settled(now);
  }

  /** Time has passed. */
  List<Command> woke(Moment now) {
    wakeAt = Optional.empty();
    lane.silence(now).ifPresent(silence -> end(new EndCause.Stalled(silence), now));
    outbox.retry(now).ifPresent(batch -> commands.add(new Command.Commit(batch)));
    if (hasPassed(runOver, now)) {
      stop(new IngestEnd.Stopped(IngestEnd.Stopped.Reason.TIME_OVER), now);
    }
    if (hasPassed(stopOver, now)) {
      abandon(new IngestEnd.SinkFailed(Outbox.tooSlow()), now);
    }
    return settled(now);
  }

  /** The sink keeps the batch in flight. */
  List<Command> committed(Moment now, CommitReceipt receipt) {
    Batch batch = outbox.acknowledged();
    books.receipt(receipt);
    announce(
        new IngestEvent.Committed(now.wall(), receipt, Intake.lag(batch), books.tally(inMemory())));
    if (intake.isLimitReached()) {
      stop(new IngestEnd.Stopped(IngestEnd.Stopped.Reason.LIMIT_REACHED), now);
    } else {
      intake.takeHeldBack(this::announce);
    }
    return settled(now);
  }

  /** The sink failed, and may or may not keep the batch in flight. */
  List<Command> commitFailed(Moment now, SinkFailure failure) {
    boolean givesUp = !failure.isWorthRetrying() || hasPassed(stopOver, now);
    Optional<Duration> retryIn = givesUp ? Optional.empty() : Optional.of(outbox.failed(now));
    announce(new IngestEvent.CommitFailed(now.wall(), failure, retryIn));
    if (givesUp) {
      abandon(new IngestEnd.SinkFailed(failure), now);
    }
    return settled(now);
  }

  /** Somebody asked to stop. */
  List<Command> stop(Moment now) {
    stop(new IngestEnd.Stopped(IngestEnd.Stopped.Reason.ASKED), now);
    return settled(now);
  }

  /** The program made a mistake, or the sink failed before the ingest began: ends at once. */
  List<Command> abort(Moment now, IngestEnd end) {
    abandon(end, now);
    return settled(now);
  }

  IngestStatus status() {
    return new IngestStatus(
        state(), lane.since().wall(), buffered(), lastEnd, books.tally(inMemory()));
  }

  private IngestStatus.State state() {
    if (finished) {
      return IngestStatus.State.FINISHED;
    }
    if (ending.isPresent()) {
      return IngestStatus.State.STOPPING;
    }
    return lane.doing();
  }

  private void connect(Moment now) {
    lane.connect(now);
    books.attempt();
    announce(new IngestEvent.Connecting(now.wall(), lane.attempt()));
    commands.add(new Command.Connect(lane.attempt()));
  }

  private void backOff(EndCause cause, Moment now, long chance) {
    Duration pause = lane.backOff(cause, now, chance);
    if (!pause.isZero()) {
      announce(new IngestEvent.Waiting(now.wall(), pause));
    }
  }

  /** Ends the live attempt from our side. */
  private void end(EndCause cause, Moment now) {
    if (lane.state() == Lane.State.CONNECTING || lane.state() == Lane.State.OPEN) {
      lane.ending(cause, now);
      commands.add(new Command.Disconnect(lane.attempt()));
    }
  }

  /** Begins to stop, unless that has begun. */
  private void stop(IngestEnd end, Moment now) {
    if (ending.isEmpty()) {
      ending = Optional.of(end);
      stopOver = Optional.of(now.plus(settings.stopTimeout()));
      announce(new IngestEvent.Stopping(now.wall(), end));
      lane.rest(now);
      end(new EndCause.Stopped(), now);
    }
  }

  /** Ends without waiting for anything. */
  private void abandon(IngestEnd end, Moment now) {
    stop(end, now);
    ending = Optional.of(end);
    finish(now);
  }

  private void finish(Moment now) {
    if (!finished) {
      finished = true;
      IngestReport report = new IngestReport(ending.orElseThrow(), books.tally(inMemory()));
      announce(new IngestEvent.Finished(now.wall(), report));
      commands.add(new Command.Finish(report));
    }
  }

  /** What follows from the state, whatever led to it; then the commands that have gathered. */
  private List<Command> settled(Moment now) {
    if (silent) {
      commands.clear();
      return List.of();
    }
    if (!finished) {
      if (lane.isDue(now) && ending.isEmpty()) {
        connect(now);
      }
      commit(now);
      replenish(now);
      if (ending.isPresent() && !lane.isLive() && !outbox.isBusy()) {
        finish(now);
      }
      askToBeWoken(now);
    }
    silent = finished;
    List<Command> gathered = commands;
    commands = new ArrayList<>();
    return gathered;
  }

  private void commit(Moment now) {
    boolean hurry = ending.isPresent() && !lane.isLive();
    if (!outbox.isBusy()) {
      intake
          .next(now, hurry)
          .ifPresent(parcel -> commands.add(new Command.Commit(outbox.send(parcel, now))));
    }
  }

  private void replenish(Moment now) {
    boolean room = buffered() < settings.maxBufferedBytes() && !intake.isHoldingBack();
    int more = room ? lane.replenish(now) : 0;
    if (more > 0) {
      commands.add(new Command.Demand(lane.attempt(), more));
    }
    if (paused != lane.isParched()) {
      paused = lane.isParched();
      announce(paused ? new IngestEvent.Paused(now.wall()) : new IngestEvent.Resumed(now.wall()));
    }
  }

  private void askToBeWoken(Moment now) {
    Optional<Moment> lingering = outbox.isBusy() ? Optional.empty() : intake.deadline();
    Optional<Moment> over = ending.isEmpty() ? runOver : stopOver;
    Stream.of(lane.deadline(), outbox.deadline(), lingering, over)
        .flatMap(Optional::stream)
        .reduce((a, b) -> b.isBefore(a) ? b : a)
        .filter(due -> wakeAt.filter(asked -> !due.isBefore(asked)).isEmpty())
        .ifPresent(
            due -> {
              wakeAt = Optional.of(due);
              Duration delay = due.since(now);
              commands.add(new Command.WakeAfter(delay.isNegative() ? Duration.ZERO : delay));
            });
  }

  private static boolean hasPassed(Optional<Moment> deadline, Moment now) {
    return deadline.filter(now::hasReached).isPresent();
  }

  private long buffered() {
    return intake.bytes() + outbox.bytes();
  }

  private long inMemory() {
    return intake.posts() + outbox.posts();
  }

  private void announce(IngestEvent event) {
    commands.add(new Command.Announce(event));
  }
}
