package dev.ouzel.ingest;

/**
 * Told of everything that happens, in order, on the event loop: so it must be quick and must not
 * block. What it throws is ignored.
 */
@FunctionalInterface
public interface IngestObserver {
  /** Called once for each event. */
  void on(IngestEvent event);
}
