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
  private static final int USUAL_COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 20;
  private static final int MOST_COLUMNS = 400;

  /** Copies the variables. */
  public Invocation {
    environment = Map.copyOf(environment);
  }

  /** How many characters go on a line, by the variable that shells set. */
  int columns() {
    String told = environment.getOrDefault("COLUMNS", "");
    return told.matches("[0-9]{1,4}")
        ? Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, Integer.parseInt(told)))
        : USUAL_COLUMNS;
  }

  /** The variables may hold the token, so they are not shown. */
  @Override
  public String toString() {
    return "Invocation[]";
  }
}
