package dev.ouzel.testkit.server;

import dev.ouzel.stream.StreamEndpoint;

/**
 * Which name the connection history gives to the filtered stream, and accepts for it. X's
 * description said {@code filter_stream} in January 2026 and has said {@code filtered_stream}
 * since.
 */
public enum FilteredStreamName {
  /** Shows {@code filtered_stream} and accepts both. */
  EITHER,
  /** Knows {@code filtered_stream} only and answers 400 to the other. */
  FILTERED_STREAM,
  /** Knows {@code filter_stream} only and answers 400 to the other. */
  FILTER_STREAM;

  private static final String OLD_NAME = "filter_stream";

  String shown() {
    return this == FILTER_STREAM ? OLD_NAME : StreamEndpoint.FILTERED.wireName();
  }

  boolean accepts(String name) {
    return name.equals(shown()) || (this == EITHER && name.equals(OLD_NAME));
  }
}
