package dev.ouzel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.Terminated;
import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.Timeline;
import dev.ouzel.loop.Moment;
import dev.ouzel.rule.Rule;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells a machine what happens, in virtual time, and keeps what it answers. X's clock agrees with
 * ours; its {@code Date} has whole seconds.
 */
final class MachineDriver {
  static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private static final Duration BEAT = Duration.ofSeconds(15);

  private final IngestSettings settings;
  private final StreamRequest request;
  private final boolean hasHistory;
  private IngestMachine machine;
  private final CommandLog said = new CommandLog();
  private Moment now = new Moment(START, 1_000);
  private Optional<Moment> wakeAt = Optional.empty();
  private DrivenSink sink = new DrivenSink();
  private boolean attempting;
  private Optional<Command.Connect> live = Optional.empty();

  MachineDriver(IngestSettings settings) {
    this(settings, StreamRequest.builder().build(), false);
  }

  MachineDriver(IngestSettings settings, StreamRequest request, boolean hasHistory) {
    this.settings = settings;
    this.request = request;
    this.hasHistory = hasHistory;
    this.machine = new IngestMachine(request, settings, hasHistory, now);
  }

  static MachineDriver standard() {
    return new MachineDriver(IngestSettings.standard());
  }

  /** With X's connection history at hand. */
  static MachineDriver withHistory() {
    return withHistory(IngestSettings.standard());
  }

  static MachineDriver withHistory(IngestSettings settings) {
    return new MachineDriver(settings, StreamRequest.builder().build(), true);
  }

  /** From now on the sink keeps every batch at once. */
  MachineDriver keeping() {
    sink.keepAll(true);
    return this;
  }

  /** From now on the sink keeps nothing unless told to. */
  MachineDriver stalling() {
    sink.keepAll(false);
    return this;
  }

  /** The program is killed and started again: what its sink keeps is all that it knows. */
  MachineDriver restarted() {
    return restarted(Duration.ZERO);
  }

  /** The program is killed, and started again after {@code down}. */
  MachineDriver restarted(Duration down) {
    MachineDriver next = new MachineDriver(settings, request, hasHistory);
    next.now = now.plus(down);
    next.machine = new IngestMachine(request, settings, hasHistory, next.now);
    next.sink = sink.reopened();
    next.said.goOnFrom(said);
    return next.start(next.sink.resumption());
  }

  MachineDriver start() {
    return start(new Resumption(Optional.empty(), PostIds.none(), true));
  }

  MachineDriver start(Resumption resumption) {
    return take(machine.start(now, resumption));
  }

  /** Starts and lets X accept. */
  MachineDriver opened() {
    return start().accept();
  }

  Moment now() {
    return now;
  }

  /** The {@code Date} that X would tell now. */
  Instant date() {
    return now.wall().truncatedTo(ChronoUnit.SECONDS);
  }

  /** X accepts the live attempt made last. */
  MachineDriver accept() {
    return accept(attempt());
  }

  MachineDriver accept(int attempt) {
    return accept(attempt, Optional.of(date()), RateLimit.unknown());
  }

  MachineDriver acceptWithoutDate() {
    return accept(attempt(), Optional.empty(), RateLimit.unknown());
  }

  MachineDriver accept(int attempt, Optional<Instant> date, RateLimit rateLimit) {
    return take(
        machine.signalled(
            now, attempt, new StreamSignal.Opened(date, rateLimit, Optional.of("x" + attempt))));
  }

  MachineDriver frames(Frame... frames) {
    return frames(attempt(), frames);
  }

  MachineDriver frames(int attempt, Frame... frames) {
    return turn(attempt, 0, frames);
  }

  MachineDriver turn(int attempt, int keepAlives, Frame... frames) {
    long bytes = Arrays.stream(frames).mapToLong(frame -> frame.payload().size() + 2L).sum();
    return take(
        machine.signalled(
            now,
            attempt,
            new StreamSignal.Frames(List.of(frames), keepAlives, bytes + 2L * keepAlives, bytes)));
  }

  MachineDriver keepAlive() {
    return turn(attempt(), 1);
  }

  /** Lets time pass with a keep-alive every 15 s and one at its end. */
  MachineDriver stay(Duration duration) {
    Moment end = now.plus(duration);
    while (now.plus(BEAT).isBefore(end)) {
      pass(BEAT).keepAlive();
    }
    return pass(end.since(now)).keepAlive();
  }

  /** Lets time pass with keep-alives so close together that none has to be waited for. */
  MachineDriver hum(Duration duration) {
    Moment end = now.plus(duration);
    Duration step = Duration.ofMillis(900);
    while (now.plus(step).isBefore(end)) {
      pass(step).keepAlive();
    }
    return pass(end.since(now));
  }

  MachineDriver ended(EndCause cause) {
    return ended(cause, 0);
  }

  MachineDriver ended(EndCause cause, int unfinishedBytes) {
    return ended(attempt(), cause, unfinishedBytes);
  }

  MachineDriver ended(int attempt, EndCause cause) {
    return ended(attempt, cause, 0);
  }

  MachineDriver ended(int attempt, EndCause cause, int unfinishedBytes) {
    attempting &= attempt != attempt();
    return take(machine.ended(now, 0, new AttemptEnd(attempt, cause, unfinishedBytes)));
  }

  /** X is out of reach for at least so long; then an attempt awaits its answer. */
  MachineDriver down(Duration duration) {
    Moment end = now.plus(duration);
    while (now.isBefore(end) || !attempting) {
      if (attempting) {
        ended(new EndCause.NetworkFailure("connection reset"));
      }
      pass(Duration.ofSeconds(1));
    }
    return this;
  }

  MachineDriver audited(Connection... entries) {
    return take(machine.audited(now, List.of(entries)));
  }

  MachineDriver auditFailed(String sentence) {
    return take(machine.auditFailed(now, sentence));
  }

  MachineDriver terminated(List<String> ids, Terminated said) {
    return take(machine.terminated(now, ids, said));
  }

  MachineDriver rulesRead(Rule... rules) {
    return take(machine.rulesRead(now, List.of(rules)));
  }

  /** The sink stores every post of the batch. */
  MachineDriver committed() {
    return committed(0);
  }

  /** The sink held {@code duplicates} of the batch's posts already. */
  MachineDriver committed(int duplicates) {
    return keep(batch(), duplicates);
  }

  private MachineDriver keep(Batch batch, int duplicates) {
    CommitReceipt receipt = sink.keep(batch, duplicates);
    Optional<Batch> next = sink.takeLinedUp();
    take(machine.committed(now, receipt));
    // One that was lined up is offered then, as if it were offered now.
    next.ifPresent(offered -> take(List.of(new Command.Commit(offered))));
    return this;
  }

  MachineDriver commitFailed(SinkFailure failure) {
    return take(machine.commitFailed(now, failure));
  }

  MachineDriver stop() {
    return take(machine.stop(now));
  }

  /** Lets time pass, waking the machine whenever it asked for it. */
  MachineDriver pass(Duration duration) {
    Moment end = now.plus(duration);
    while (wakeAt.filter(end::hasReached).isPresent()) {
      Moment due = wakeAt.get();
      wakeAt = Optional.empty();
      now = now.isBefore(due) ? due : now;
      take(machine.woke(now));
    }
    now = end;
    return this;
  }

  private MachineDriver take(List<Command> answer) {
    assertThat(tally()).matches(Tally::balances);
    for (Command command : answer) {
      if (command instanceof Command.WakeAfter wake) {
        assertThat(wake.delay()).isGreaterThanOrEqualTo(Duration.ZERO);
        wakeAt = Optional.of(now.plus(wake.delay()));
      } else if (command instanceof Command.Demand demand) {
        assertThat(demand.signals()).isPositive();
      } else if (command instanceof Command.Connect made) {
        note(made);
      } else if (command instanceof Command.LineUp lineUp) {
        sink.lineUp(lineUp.batch());
      }
    }
    said.add(answer);
    for (Command command : answer) {
      if (command instanceof Command.Commit commit && sink.keepsAtOnce(commit.batch())) {
        keep(commit.batch(), 0);
      }
    }
    return this;
  }

  private void note(Command.Connect made) {
    if (!CommandLog.isRecovery(made)) {
      live = Optional.of(made);
      attempting = true;
    }
  }

  /** The batches offered that hold more than their checkpoint, oldest first. */
  List<Batch> batches() {
    return said.batches();
  }

  List<Batch> allBatches() {
    return said.allBatches();
  }

  /** The batch offered last. */
  Batch batch() {
    return said.batches().get(said.batches().size() - 1);
  }

  /** The checkpoint that the sink keeps. */
  Checkpoint checkpoint() {
    return sink.checkpoint();
  }

  /** The commands of one kind, oldest first. */
  <C extends Command> List<C> commands(Class<C> kind) {
    return said.commands(kind);
  }

  /** The events of one kind, oldest first. */
  <E extends IngestEvent> List<E> events(Class<E> kind) {
    return said.events(kind);
  }

  /** Forgets the commands so far, so that a test sees what comes next. */
  MachineDriver forget() {
    said.forget();
    return this;
  }

  /** When attempts were made, those before restarts included. */
  List<Instant> allAttempts() {
    return said.allAttempts();
  }

  /** How long after the start each attempt was made, in seconds. */
  List<Double> attemptTimes() {
    return events(IngestEvent.Connecting.class).stream()
        .map(event -> Duration.between(START, event.at()).toMillis() / 1e3)
        .toList();
  }

  /** The live attempts, oldest first. */
  List<Command.Connect> attempts() {
    return said.attempts();
  }

  /** The recoveries, oldest first. */
  List<Command.Connect> recoveries() {
    return said.recoveries();
  }

  /** The live attempt made last. */
  int attempt() {
    return live.orElseThrow().attempt();
  }

  /** What the live attempt made last asked for. */
  StreamRequest request() {
    return live.orElseThrow().request();
  }

  /** How many signals were asked for in all. */
  int demanded() {
    return commands(Command.Demand.class).stream().mapToInt(Command.Demand::signals).sum();
  }

  IngestReport report() {
    return commands(Command.Finish.class).get(0).report();
  }

  Tally tally() {
    return machine.status().tally();
  }

  IngestStatus status() {
    return machine.status();
  }

  CoverageLedger ledger() {
    return machine.status().coverage();
  }

  /** All that is known of what became of time, as if everything taken were kept. */
  Timeline timeline() {
    List<Stretch> closed = new ArrayList<>(said.coverage());
    closed.addAll(ledger().closed());
    return Timeline.of(closed, ledger());
  }
}
