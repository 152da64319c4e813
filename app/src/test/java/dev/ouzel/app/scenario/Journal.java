package dev.ouzel.app.scenario;

import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What an ingest told of itself, in order. */
final class Journal implements IngestObserver {
  private final List<IngestEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void on(IngestEvent event) {
    events.add(event);
  }

  /** The events of this kind. */
  <E extends IngestEvent> List<E> all(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  boolean has(Class<? extends IngestEvent> kind) {
    return !all(kind).isEmpty();
  }

  /** The last event of this kind. */
  <E extends IngestEvent> E last(Class<E> kind) {
    List<E> all = all(kind);
    if (all.isEmpty()) {
      throw new AssertionError("there was no " + kind.getSimpleName() + "\n" + this);
    }
    return all.get(all.size() - 1);
  }

  /** How long the ingest said it would wait, each time it did. */
  List<Duration> waits() {
    return all(IngestEvent.Waiting.class).stream().map(IngestEvent.Waiting::pause).toList();
  }

  /** All but the commits, one a line. */
  @Override
  public String toString() {
    return events.stream()
        .filter(event -> !(event instanceof IngestEvent.Committed))
        .map(IngestEvent::toString)
        .collect(Collectors.joining("\n"));
  }
}
