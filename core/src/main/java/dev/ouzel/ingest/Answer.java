package dev.ouzel.ingest;

import dev.ouzel.loop.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands that gather while the machine decides. After the last one it gathers none. */
final class Answer {
  private List<Command> commands = new ArrayList<>();
  private Optional<Moment> wakeAt = Optional.empty();
  private boolean complete;

  void add(Command command) {
    commands.add(command);
  }

  void announce(IngestEvent event) {
    commands.add(new Command.Announce(event));
  }

  /** Announces that the next attempt waits, if it does. */
  void waiting(Duration pause, Moment now) {
    if (!pause.isZero()) {
      announce(new IngestEvent.Waiting(now.wall(), pause));
    }
  }

  /** The wake-up asked for has come. */
  void woke() {
    wakeAt = Optional.empty();
  }

  /** Asks to be woken at the nearest deadline, unless a wake-up is asked for that comes before. */
  void wake(Moment now, Stream<Optional<Moment>> deadlines) {
    deadlines
        .flatMap(Optional::stream)
        .reduce((a, b) -> b.isBefore(a) ? b : a)
        .filter(due -> wakeAt.filter(asked -> !due.isBefore(asked)).isEmpty())
        .ifPresent(
            due -> {
              wakeAt = Optional.of(due);
              Duration delay = due.since(now);
              add(new Command.WakeAfter(delay.isNegative() ? Duration.ZERO : delay));
            });
  }

  /** What has gathered since the last time; nothing once the ingest was finished. */
  List<Command> gathered() {
    List<Command> gathered = complete ? List.of() : commands;
    complete |= commands.stream().anyMatch(Command.Finish.class::isInstance);
    commands = new ArrayList<>();
    return gathered;
  }
}
