package dev.ouzel.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where posts are stored.
 *
 * @param sinks the stores' URIs, at least one, each once
 * @param spool what stands in front of them, if anything does
 */
public record Destination(List<String> sinks, Optional<Spooling> spool) {
  /**
   * A file in front of sinks.
   *
   * @param file the file
   * @param maxBytes how long it may get
   */
  public record Spooling(Path file, long maxBytes) {}

  /** Refuses several sinks without a spool, and one that is named twice. */
  public Destination {
    sinks = List.copyOf(sinks);
    if (sinks.size() > 1 && spool.isEmpty()) {
      throw new IllegalArgumentException(
          "several sinks need a spool, which keeps for each what it has not yet: add --spool FILE");
    }
    if (sinks.stream().distinct().count() != sinks.size()) {
      throw new IllegalArgumentException("a sink is named twice: " + String.join(", ", sinks));
    }
  }

  /** One store, with nothing in front of it. */
  public static Destination of(String sink) {
    return new Destination(List.of(sink), Optional.empty());
  }

  /** What to call it. */
  public String name() {
    String stores = String.join(" and ", sinks);
    return spool
        .map(local -> "the spool %s, for %s".formatted(local.file(), stores))
        .orElse(stores.equals("-") ? "stdout" : stores);
  }
}
