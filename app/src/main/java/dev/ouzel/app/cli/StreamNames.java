package dev.ouzel.app.cli;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.stream.StreamEndpoint;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The names of streams that people give to commands about X's connection history. */
final class StreamNames {
  private StreamNames() {}

  /** The stream that X's history knows by this name; fails with {@link Mistake} for no such. */
  static StreamEndpoint endpoint(String name) {
    return StreamEndpoint.named(name)
        .orElseThrow(
            () ->
                new Mistake(
                    "unknown stream '%s'; X knows: %s"
                        .formatted(
                            name,
                            Arrays.stream(StreamEndpoint.values())
                                .filter(StreamEndpoint::inConnectionHistory)
                                .map(StreamEndpoint::wireName)
                                .collect(Collectors.joining(", ")))));
  }
}
