package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tells a machine what happens, in virtual time, and keeps what it answers. */
final class MachineDriver {
  static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private final IngestMachine machine;
  private final List<Command> commands = new ArrayList<>();
  private Moment now = new Moment(START, 1_000);
  private final List<Instant> earlier = new ArrayList<>();
  private Optional<Moment> wakeAt = Optional.empty();
  private Optional<Checkpoint> kept = Optional.empty();

  MachineDriver(IngestSettings settings) {
    machine = new IngestMachine(StreamRequest.builder().build(), settings, false, now);
  }

  /** The program is killed and started again: what its sink keeps is all that it knows. */
  MachineDriver restarted() {
    MachineDriver next = new MachineDriver(IngestSettings.standard());
    next.now = now;
    next.earlier.addAll(allAttempts());
    return next.start(new Resumption(kept, PostIds.none(), true));
  }

  static MachineDriver standard() {
    return new MachineDriver(IngestSettings.standard());
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

  /** X accepts the attempt made last. */
  MachineDriver accept() {
    StreamSignal.Opened opened =
        new StreamSignal.Opened(Optional.of(now.wall()), RateLimit.unknown(), Optional.empty());
    return take(machine.signalled(now, attempt(), opened));
  }

  MachineDriver frames(Frame... frames) {
    return frames(attempt(), frames);
  }

  MachineDriver frames(int attempt, Frame... frames) {
    long bytes = Arrays.stream(frames).mapToLong(frame -> frame.payload().size() + 2L).sum();
    return take(
        machine.signalled(now, attempt, new StreamSignal.Frames(List.of(frames), 0, bytes, bytes)));
  }

  MachineDriver keepAlive() {
    return take(machine.signalled(now, attempt(), new StreamSignal.Frames(List.of(), 1, 2, 0)));
  }

  MachineDriver ended(EndCause cause) {
    return ended(cause, 0);
  }

  MachineDriver ended(EndCause cause, int unfinishedBytes) {
    return take(machine.ended(now, 0, new AttemptEnd(attempt(), cause, unfinishedBytes)));
  }

  /** The sink stores every post of the batch. */
  MachineDriver committed() {
    return committed(0);
  }

  /** The sink held {@code duplicates} of the batch's posts already. */
  MachineDriver committed(int duplicates) {
    Batch batch = batch();
    int stored = batch.posts().size() - duplicates;
    kept = Optional.of(batch.checkpoint());
    return take(
        machine.committed(
            now, new CommitReceipt(batch.checkpoint().sequence(), stored, duplicates)));
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
    for (Command command : answer) {
      if (command instanceof Command.WakeAfter wake) {
        wakeAt = Optional.of(now.plus(wake.delay()));
      }
    }
    commands.addAll(answer);
    for (Command command : answer) {
      if (command instanceof Command.Commit commit && isRecord(commit.batch())) {
        kept = Optional.of(commit.batch().checkpoint());
        long sequence = commit.batch().checkpoint().sequence();
        take(machine.committed(now, new CommitReceipt(sequence, 0, 0)));
      }
    }
    return this;
  }

  /** A batch of nothing but its checkpoint, which the sink keeps at once. */
  private static boolean isRecord(Batch batch) {
    return batch.posts().isEmpty() && batch.rematches().isEmpty() && batch.deadLetters().isEmpty();
  }

  /** The batches offered that hold more than their checkpoint, oldest first. */
  List<Batch> batches() {
    return commands(Command.Commit.class).stream()
        .map(Command.Commit::batch)
        .filter(batch -> !isRecord(batch))
        .toList();
  }

  /** The commands of one kind, oldest first. */
  <C extends Command> List<C> commands(Class<C> kind) {
    return commands.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The events of one kind, oldest first. */
  <E extends IngestEvent> List<E> events(Class<E> kind) {
    return commands(Command.Announce.class).stream()
        .map(Command.Announce::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** When attempts were made, those before restarts included. */
  List<Instant> allAttempts() {
    List<Instant> attempts = new ArrayList<>(earlier);
    events(IngestEvent.Connecting.class).forEach(event -> attempts.add(event.at()));
    return attempts;
  }

  /** How long after the start each attempt was made, in seconds. */
  List<Double> attemptTimes() {
    return events(IngestEvent.Connecting.class).stream()
        .map(event -> Duration.between(START, event.at()).toMillis() / 1e3)
        .toList();
  }

  /** The live attempt made last. */
  int attempt() {
    return last(commands(Command.Connect.class).stream().filter(made -> !isReplay(made)).toList());
  }

  /** The replay made last. */
  int replay() {
    return last(commands(Command.Connect.class).stream().filter(MachineDriver::isReplay).toList());
  }

  private static boolean isReplay(Command.Connect made) {
    return made.request().startTime().isPresent();
  }

  private static int last(List<Command.Connect> made) {
    return made.get(made.size() - 1).attempt();
  }

  /** The batch offered last. */
  Batch batch() {
    List<Batch> batches = batches();
    return batches.get(batches.size() - 1);
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

  /** The {@code number}th post of a quiet stream, ten a second. */
  static Frame.PostFrame post(int number) {
    return post(PostId.at(START.plusMillis(number * 100L)).value(), "");
  }

  static Frame.PostFrame post(long id, String rules) {
    String head = "{\"data\":{\"id\":\"" + id + "\",\"text\":\"t\"},\"matching_rules\":";
    Payload payload = Payload.ofText(head + rules + "}");
    return new Frame.PostFrame(id, payload, head.length(), head.length() + rules.length());
  }
}
