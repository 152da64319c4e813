package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.post.Problem;
import dev.ouzel.reconnect.ConnectBudget;
import dev.ouzel.reconnect.Ladder;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
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
  private final StreamRequest request;
  private final Ending ending;
  private final Lane lane;
  private final Keeper keeper;
  private final Books books = new Books();
  private final Answer answer = new Answer();

  private Optional<EndCause> lastEnd = Optional.empty();
  private boolean paused;
  private ConnectBudget budget = ConnectBudget.fresh();
  private boolean started;
  private boolean recordDue;
  private boolean finished;

  IngestMachine(StreamRequest request, IngestSettings settings, Moment now) {
    this.request = request;
    this.ending = new Ending(settings);
    this.lane = new Lane(settings, now);
    this.keeper =
        new Keeper(
            new Intake(settings, books, now),
            new Outbox(request.streamName()),
            answer::announce,
            checkpoint -> checkpoint.backoff(lane.backoff()).budget(budget));
  }

  /** The sink has told what it remembers: the ingest begins. */
  List<Command> start(Moment now, Resumption resumption) {
    keeper.resume(resumption, now);
    resumption.checkpoint().map(Checkpoint::backoff).ifPresent(lane::resume);
    resumption.checkpoint().ifPresent(checkpoint -> budget = checkpoint.budget());
    started = true;
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
      keeper.opened(opened, now);
      heed(opened.rateLimit());
      ending.opened(now);
      answer.announce(new IngestEvent.Opened(now.wall(), attempt, opened));
    }
  }

  private void frames(Moment now, int attempt, StreamSignal.Frames turn) {
    Optional<Problem> disconnect = keeper.take(turn, now);
    if (attempt == lane.attempt()) {
      lane.heard(now);
      disconnect.ifPresent(problem -> end(new EndCause.Disconnected(problem), now));
    }
  }

  /** The attempt is over; {@code chance} is for the jitter of the next. */
  List<Command> ended(Moment now, long chance, AttemptEnd end) {
    if (end.attempt() == lane.attempt() && lane.isLive()) {
      EndCause cause = lane.ended(end.cause(), now);
      lastEnd = Optional.of(cause);
      books.unfinished(end.unfinishedBytes());
      if (cause instanceof EndCause.Refused refused) {
        heed(refused.refusal().rateLimit());
      }
      answer.announce(
          new IngestEvent.Ended(
              now.wall(), end.attempt(), cause, lane.served(now), end.unfinishedBytes()));
      if (!ending.hasBegun() && Ladder.of(cause) == Ladder.FINAL) {
        stop(new IngestEnd.Refused(cause), now);
      } else if (!ending.hasBegun()) {
        backOff(cause, now, chance);
      }
    }
    return settled(now);
  }

  /** Time has passed. */
  List<Command> woke(Moment now) {
    answer.woke();
    lane.silence(now).ifPresent(silence -> end(new EndCause.Stalled(silence), now));
    if (ending.isTimeOver(now)) {
      stop(new IngestEnd.Stopped(IngestEnd.Stopped.Reason.TIME_OVER), now);
    }
    if (ending.isOverdue(now)) {
      abandon(new IngestEnd.SinkFailed(Outbox.tooSlow()), now);
    }
    return settled(now);
  }

  /** The sink keeps the batch in flight. */
  List<Command> committed(Moment now, CommitReceipt receipt) {
    if (lane.isRecordedBy(keeper.acknowledged(receipt, now))) {
      connect(now);
    }
    if (keeper.isLimitReached()) {
      stop(new IngestEnd.Stopped(IngestEnd.Stopped.Reason.LIMIT_REACHED), now);
    } else {
      keeper.goOn();
    }
    return settled(now);
  }

  /** The sink failed, and may or may not keep the batch in flight. */
  List<Command> commitFailed(Moment now, SinkFailure failure) {
    boolean givesUp = !failure.isWorthRetrying() || ending.isOverdue(now);
    Optional<Duration> retryIn = givesUp ? Optional.empty() : Optional.of(keeper.failed(now));
    answer.announce(new IngestEvent.CommitFailed(now.wall(), failure, retryIn));
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
    return new IngestStatus(state(), lane.since().wall(), keeper.bytes(), lastEnd, keeper.tally());
  }

  private IngestStatus.State state() {
    if (finished) {
      return IngestStatus.State.FINISHED;
    }
    if (ending.hasBegun()) {
      return IngestStatus.State.STOPPING;
    }
    return lane.doing();
  }

  /** Makes the next attempt if the budget allows, once it is on record. */
  private void prepare(Moment now) {
    Duration hold = budget.waitBefore(now.wall());
    if (hold.isZero()) {
      budget = budget.attempted(now.wall());
      lane.record(now);
    } else {
      lane.wait(hold, now);
      answer.announce(new IngestEvent.Waiting(now.wall(), hold));
    }
  }

  /** A hold must outlive a crash, so it is put on record when it comes. */
  private void heed(RateLimit rateLimit) {
    ConnectBudget told = budget.told(rateLimit);
    recordDue |= told.heldUntil().isPresent() && !told.heldUntil().equals(budget.heldUntil());
    budget = told;
  }

  private void connect(Moment now) {
    lane.connect(now);
    books.attempt();
    answer.announce(new IngestEvent.Connecting(now.wall(), lane.attempt(), request));
    answer.add(new Command.Connect(lane.attempt()));
  }

  private void backOff(EndCause cause, Moment now, long chance) {
    Duration pause = lane.backOff(cause, now, chance);
    if (!pause.isZero()) {
      answer.announce(new IngestEvent.Waiting(now.wall(), pause));
    }
  }

  /** Ends the live attempt from our side. */
  private void end(EndCause cause, Moment now) {
    if (lane.state() == Lane.State.CONNECTING || lane.state() == Lane.State.OPEN) {
      lane.ending(cause, now);
      answer.add(new Command.Disconnect(lane.attempt()));
    }
  }

  /** Begins to stop, unless that has begun. */
  private void stop(IngestEnd reason, Moment now) {
    if (ending.begin(reason, now)) {
      answer.announce(new IngestEvent.Stopping(now.wall(), reason));
      lane.rest(now);
      end(new EndCause.Stopped(), now);
    }
  }

  /** Ends without waiting for anything. */
  private void abandon(IngestEnd end, Moment now) {
    stop(end, now);
    ending.replace(end);
    finish(now);
  }

  private void finish(Moment now) {
    if (!finished) {
      finished = true;
      IngestReport report = new IngestReport(ending.reason(), keeper.tally());
      answer.announce(new IngestEvent.Finished(now.wall(), report));
      answer.add(new Command.Finish(report));
    }
  }

  /** What follows from the state, whatever led to it; then the commands that have gathered. */
  private List<Command> settled(Moment now) {
    if (!finished) {
      lane.prove(now);
      if (started && lane.isDue(now) && !ending.hasBegun()) {
        prepare(now);
      }
      commit(now);
      replenish(now);
      if (ending.hasBegun() && !lane.isLive() && !keeper.isBusy()) {
        finish(now);
      }
      answer.wake(now, Stream.of(lane.deadline(), keeper.deadline(), ending.deadline()));
    }
    return answer.gathered();
  }

  private void commit(Moment now) {
    boolean draining = ending.hasBegun() && !lane.isLive();
    Keeper.Urgency urgency =
        recordDue || lane.isToBeRecorded()
            ? Keeper.Urgency.RECORD
            : draining ? Keeper.Urgency.HURRY : Keeper.Urgency.USUAL;
    boolean fresh = !keeper.isBusy();
    Optional<Batch> batch = keeper.next(now, urgency);
    batch.ifPresent(due -> answer.add(new Command.Commit(due)));
    if (fresh && batch.isPresent()) {
      recordDue = false;
      lane.sent(batch.get().checkpoint().sequence());
    }
  }

  private void replenish(Moment now) {
    int more = keeper.hasRoom() ? lane.replenish(now) : 0;
    if (more > 0) {
      answer.add(new Command.Demand(lane.attempt(), more));
    }
    if (paused != lane.isParched()) {
      paused = lane.isParched();
      answer.announce(
          paused ? new IngestEvent.Paused(now.wall()) : new IngestEvent.Resumed(now.wall()));
    }
  }
}
