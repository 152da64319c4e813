package dev.ouzel.ingest;

import dev.ouzel.coverage.Stretch;
import dev.ouzel.sink.Batch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a machine has answered, by kind and oldest first. */
final class CommandLog {
  private final List<Command> commands = new ArrayList<>();
  private final List<Instant> earlierAttempts = new ArrayList<>();
  private final List<Stretch> earlierCoverage = new ArrayList<>();

  void add(List<Command> answer) {
    commands.addAll(answer);
  }

  /** Forgets the commands, but for when attempts were made and what was told of coverage. */
  void forget() {
    earlierAttempts.addAll(attemptsSince());
    earlierCoverage.addAll(coverageSince());
    commands.clear();
  }

  /** Knows of attempts and coverage what the log before a restart does. */
  void goOnFrom(CommandLog before) {
    earlierAttempts.addAll(before.allAttempts());
    earlierCoverage.addAll(before.coverage());
  }

  <C extends Command> List<C> commands(Class<C> kind) {
    return commands.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <E extends IngestEvent> List<E> events(Class<E> kind) {
    return commands(Command.Announce.class).stream()
        .map(Command.Announce::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  List<Batch> allBatches() {
    return commands(Command.Commit.class).stream().map(Command.Commit::batch).toList();
  }

  /** The batches that hold more than their checkpoint. */
  List<Batch> batches() {
    return allBatches().stream().filter(batch -> !isRecord(batch)).toList();
  }

  /** A batch of nothing but its checkpoint. */
  static boolean isRecord(Batch batch) {
    return batch.posts().isEmpty() && batch.rematches().isEmpty() && batch.deadLetters().isEmpty();
  }

  /** The live attempts. */
  List<Command.Connect> attempts() {
    return commands(Command.Connect.class).stream().filter(made -> !isRecovery(made)).toList();
  }

  List<Command.Connect> recoveries() {
    return commands(Command.Connect.class).stream().filter(CommandLog::isRecovery).toList();
  }

  static boolean isRecovery(Command.Connect made) {
    return made.request().startTime().isPresent();
  }

  /** When live attempts were made, those forgotten included. */
  List<Instant> allAttempts() {
    List<Instant> all = new ArrayList<>(earlierAttempts);
    all.addAll(attemptsSince());
    return all;
  }

  private List<Instant> attemptsSince() {
    return events(IngestEvent.Connecting.class).stream().map(IngestEvent::at).toList();
  }

  /** The stretches told as closed, each once however often its batch was offered. */
  List<Stretch> coverage() {
    List<Stretch> all = new ArrayList<>(earlierCoverage);
    all.addAll(coverageSince());
    return all;
  }

  private List<Stretch> coverageSince() {
    Map<Long, Batch> offered = new LinkedHashMap<>();
    allBatches().forEach(batch -> offered.put(batch.checkpoint().sequence(), batch));
    return offered.values().stream().flatMap(batch -> batch.coverage().stream()).toList();
  }
}
