package dev.ouzel.testkit.server;

import dev.ouzel.stream.StreamEndpoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who reads from a {@link FakeX}.
 *
 * @param streams those with an open connection that is no recovery
 * @param room how many bytes more may wait for the reader that is furthest behind, before it is
 *     dropped as too slow
 * @param limit how many bytes may wait for one reader
 */
public record Readership(Set<StreamEndpoint> streams, long room, long limit) {
  /** Copies the set. */
  public Readership {
    streams = Set.copyOf(streams);
  }

  static Readership of(Account account) {
    List<StreamConnection> live =
        account.connections().open().stream()
            .filter(connection -> !connection.opening().recovery())
            .toList();
    Set<StreamEndpoint> streams = EnumSet.noneOf(StreamEndpoint.class);
    live.forEach(connection -> streams.add(connection.opening().subscription().endpoint()));
    long limit = account.settings().bufferLimit();
    long room =
        live.stream().mapToLong(connection -> connection.outlet().room()).min().orElse(limit);
    return new Readership(streams, room, limit);
  }

  /** True when more than half of what may wait for a reader does. */
  public boolean isBehind() {
    return room < limit / 2;
  }
}
