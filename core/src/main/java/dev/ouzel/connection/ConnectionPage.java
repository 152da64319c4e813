package dev.ouzel.connection;

import dev.ouzel.post.Problem;
import java.util.List;
import java.util.Optional;

/**
 * One page of X's connection history.
 *
 * @param connections in the order X sent them, which it does not document; may be empty
 * @param problems what X could not tell
 * @param nextToken asks for the page after; absent on the last
 */
public record ConnectionPage(
    List<Connection> connections, List<Problem> problems, Optional<String> nextToken) {
  /** Copies the lists. */
  public ConnectionPage {
    connections = List.copyOf(connections);
    problems = List.copyOf(problems);
  }
}
