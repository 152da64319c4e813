package dev.ouzel.testkit.script;

import dev.ouzel.stream.StreamEndpoint;
import java.util.Optional;
import java.util.OptionalInt;

/** What requests ask for. Those to one target are counted apart from the others. */
public sealed interface Target {
  /** True when a request that is for {@code other} is one to this target too. */
  boolean includes(Target other);

  /**
   * Streams, asked for with the right token.
   *
   * @param recovery true for requests with {@code start_time}, false for the others
   * @param endpoint which stream; empty for any
   * @param partition which of its partitions; empty for any
   */
  record Streams(boolean recovery, Optional<StreamEndpoint> endpoint, OptionalInt partition)
      implements Target {
    @Override
    public boolean includes(Target other) {
      return other instanceof Streams asked
          && asked.recovery == recovery
          && (endpoint.isEmpty() || endpoint.equals(asked.endpoint))
          && (partition.isEmpty() || partition.equals(asked.partition));
    }
  }

  /**
   * Anything else, with or without the right token.
   *
   * @param method {@code GET}, {@code POST}…
   * @param path without the query
   */
  record Call(String method, String path) implements Target {
    @Override
    public boolean includes(Target other) {
      return equals(other);
    }
  }
}
