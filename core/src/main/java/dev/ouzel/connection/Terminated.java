package dev.ouzel.connection;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What X says became of a {@link Termination} that it accepted. X has answered in several shapes,
 * of which the older tell nothing but that the request was accepted; the connection history tells
 * the rest.
 *
 * @param succeeded how many connections were ended, when X said
 * @param failed how many could not be ended, when X said
 * @param outcomes what became of each connection, in X's order; empty when X did not say
 */
public record Terminated(OptionalInt succeeded, OptionalInt failed, List<Outcome> outcomes) {
  /** Copies the list. */
  public Terminated {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * What became of one connection.
   *
   * @param id X's id for it
   * @param success whether it was ended
   * @param message X's words, usually about a failure
   */
  public record Outcome(String id, boolean success, Optional<String> message) {}
}
