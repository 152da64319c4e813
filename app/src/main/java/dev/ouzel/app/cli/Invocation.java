package dev.ouzel.app.cli;

import dev.ouzel.app.operations.Console;
import dev.ouzel.app.operations.StopRequest;
import java.util.Map;

/**
 * What a run of the program is given from outside, besides its arguments.
 *
 * @param environment the environment's variables
 * @param console where to write
 * @param stop how it is told to stop
 */
public record Invocation(Map<String, String> environment, Console console, StopRequest stop) {
  /** Copies the variables. */
  public Invocation {
    environment = Map.copyOf(environment);
  }

  /** The variables may hold the token, so they are not shown. */
  @Override
  public String toString() {
    return "Invocation[]";
  }
}
