package dev.ouzel.ingest;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.Terminated;
import dev.ouzel.loop.Moment;
import dev.ouzel.rule.Rule;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.Usage;
import dev.ouzel.stream.EndCause;
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
  private final IngestSettings settings;
  private final Answer answer = new Answer();
  private final Ending ending;
  private final LiveStream live;
  private final ConnectionAudit connections;
  private final Contact contact;
  private final Keeper keeper;
  private final Allowance allowance;

  private boolean started;
  private boolean recordDue;
  private boolean finished;

  IngestMachine(StreamRequest request, IngestSettings settings, boolean hasHistory, Moment now) {
    Books books = new Books();
    this.settings = settings;
    this.ending = new Ending(settings);
    this.allowance = new Allowance(settings, answer::announce);
    this.live = new LiveStream(request, settings, answer, now);
    this.connections = new ConnectionAudit(settings, request.endpoint(), hasHistory, now);
    this.contact = new Contact(live, connections, books, answer);
    Batcher batcher = new Batcher(settings, this::seal, now);
    this.keeper =
        new Keeper(
            new Intake(settings, books, batcher, answer::announce),
            new Outbox(request.streamName()),
            answer::announce,
            contact::remember);
  }

  private Seal seal() {
    return new Seal(live.coverage().sealed(), connections.sealed());
  }

  /** The sink has told what it remembers: the ingest begins. */
  List<Command> start(Moment now, Resumption resumption) {
    keeper.resume(resumption, now);
    resumption.checkpoint().ifPresent(contact::resume);
    started = true;
    heedAllowance(now);
    return settled(now);
  }

  private void heedAllowance(Moment now) {
    allowance.tell(keeper.usage(), now);
    Optional<Usage.Period> spent = allowance.spent(keeper.usage(), now);
    if (spent.isPresent() && settings.waitsForUsage()) {
      contact.endAll(new EndCause.AllowanceSpent(spent.get().label()), now);
    } else if (spent.isPresent()) {
      stop(new IngestEnd.Stopped(IngestEnd.Stopped.Reason.spent(spent.get())), now);
    }
  }

  /** The attempt brought something. It counts even if the attempt has been told to end. */
  List<Command> signalled(Moment now, int attempt, StreamSignal signal) {
    if (signal instanceof StreamSignal.Opened opened) {
      boolean first = !live.coverage().ledger().hasBegun();
      if (contact.opened(now, attempt, opened, keeper)) {
        ending.opened(now);
        recordDue |= first;
      }
    } else if (signal instanceof StreamSignal.Frames turn && !finished) {
      contact.frames(now, attempt, turn, keeper);
      heedAllowance(now);
    }
    return settled(now);
  }

  /** The attempt is over; {@code chance} is for the jitter of the next. */
  List<Command> ended(Moment now, long chance, AttemptEnd end) {
    contact
        .ended(now, chance, end, !ending.hasBegun())
        .ifPresent(cause -> stop(new IngestEnd.Refused(cause), now));
    return settled(now);
  }

  /** Time has passed. */
  List<Command> woke(Moment now) {
    answer.woke();
    contact.woke(now);
    if (ending.isTimeOver(now)) {
      stop(new IngestEnd.Stopped(IngestEnd.Stopped.Reason.TIME_OVER), now);
    }
    if (ending.isOverdue(now)) {
      abandon(new IngestEnd.SinkFailed(Outbox.tooSlow()), now);
    }
    return settled(now);
  }

  /** The sink keeps the batch in flight; the one lined up behind it, if any, is in flight now. */
  List<Command> committed(Moment now, CommitReceipt receipt) {
    contact.recorded(keeper.acknowledged(receipt, now), now);
    if (keeper.isLimitReached()) {
      stop(new IngestEnd.Stopped(IngestEnd.Stopped.Reason.LIMIT_REACHED), now);
    } else {
      keeper.goOn();
    }
    return settled(now);
  }

  /** The sink failed, and may or may not keep the batch in flight. */
  List<Command> commitFailed(Moment now, SinkFailure failure) {
    boolean mended = keeper.reject(failure, now);
    boolean givesUp = !mended && (!failure.isWorthRetrying() || ending.isOverdue(now));
    Optional<Duration> retryIn =
        givesUp ? Optional.empty() : Optional.of(mended ? Duration.ZERO : keeper.failed(now));
    answer.announce(new IngestEvent.CommitFailed(now.wall(), failure, retryIn));
    if (givesUp) {
      abandon(new IngestEnd.SinkFailed(failure), now);
    }
    return settled(now);
  }

  /** X's record of connections was read. */
  List<Command> audited(Moment now, List<Connection> entries) {
    contact.auditing().audited(now, entries);
    return settled(now);
  }

  /** X's record could not be read, or a connection not be terminated. */
  List<Command> auditFailed(Moment now, String sentence) {
    contact.auditing().failed(now, sentence);
    return settled(now);
  }

  /** X's rules were read. */
  List<Command> rulesRead(Moment now, List<Rule> rules) {
    live.rulesRead(now, rules);
    return settled(now);
  }

  /** X answered to a termination. */
  List<Command> terminated(Moment now, List<String> ids, Terminated said) {
    if (contact.auditing().terminated(now, ids, said)) {
      contact.lane().hurry(now);
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
        state(),
        contact.lane().since().wall(),
        keeper.bytes(),
        contact.lane().link().filter(Link::isOpen).map(link -> link.heardAt().wall()),
        contact.lastEnd(),
        live.coverage().ledger(),
        contact.attempts().budget(),
        keeper.usage(),
        keeper.tally());
  }

  private IngestStatus.State state() {
    if (finished) {
      return IngestStatus.State.FINISHED;
    }
    return ending.hasBegun() ? IngestStatus.State.STOPPING : contact.lane().doing();
  }

  /** Begins to stop, unless that has begun. */
  private void stop(IngestEnd reason, Moment now) {
    if (ending.begin(reason, now)) {
      answer.announce(new IngestEvent.Stopping(now.wall(), reason));
      contact.rest(now);
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
      if (started && !ending.hasBegun()) {
        reach(now);
      }
      commit(now);
      contact.replenish(now, keeper.hasRoom());
      if (ending.hasBegun() && !contact.isLive() && !keeper.isBusy()) {
        finish(now);
      }
      answer.wake(now, deadlines());
    }
    return answer.gathered();
  }

  private void reach(Moment now) {
    Duration rest = allowance.rest(keeper.usage(), now);
    if (rest.isZero()) {
      contact.reach(now, keeper);
    } else {
      contact.pause(rest, now);
    }
  }

  private Stream<Optional<Moment>> deadlines() {
    Stream<Optional<Moment>> own =
        Stream.of(keeper.deadline(), ending.deadline(), coverageDeadline());
    return started && !ending.hasBegun()
        ? Stream.concat(own, contact.deadlines())
        : Stream.concat(own, contact.silences());
  }

  private void commit(Moment now) {
    if (keeper.isBusy()) {
      keeper.retry(now).ifPresent(again -> answer.add(new Command.Commit(again)));
      keeper.following(now).ifPresent(next -> send(next, new Command.LineUp(next)));
    } else {
      keeper.next(now, urgency(now)).ifPresent(due -> send(due, new Command.Commit(due)));
    }
  }

  private void send(Batch batch, Command command) {
    answer.add(command);
    recordDue = false;
    contact.attempts().sent(batch.checkpoint().sequence());
  }

  private Keeper.Urgency urgency(Moment now) {
    boolean draining = ending.hasBegun() && !contact.isLive();
    if (recordDue
        || contact.attempts().isRecordDue()
        || (draining && hasNews())
        || coverageDeadline().filter(now::hasReached).isPresent()) {
      return Keeper.Urgency.RECORD;
    }
    return draining ? Keeper.Urgency.HURRY : Keeper.Urgency.USUAL;
  }

  private boolean hasNews() {
    return live.coverage().hasChanged() || connections.hasChanged();
  }

  /** Coverage goes on while no posts come, and is to be kept all the same. */
  private Optional<Moment> coverageDeadline() {
    return hasNews() && !keeper.isBusy()
        ? keeper.sentAt().map(sent -> sent.plus(settings.coverageInterval()))
        : Optional.empty();
  }
}
