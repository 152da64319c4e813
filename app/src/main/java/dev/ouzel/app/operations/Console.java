package dev.ouzel.app.operations;

import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * Where the program writes.
 *
 * @param out what was asked for, and nothing else
 * @param err everything said about it
 * @param terminal whether a person watches {@code err} on a terminal
 * @param outTerminal whether a person watches {@code out} on one
 */
public record Console(PrintStream out, PrintStream err, boolean terminal, boolean outTerminal) {
  private static final Pattern LINE_END = Pattern.compile("\\s*[\\r\\n]+\\s*");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  /** A console whose {@code out} nobody watches. */
  public Console(PrintStream out, PrintStream err, boolean terminal) {
    this(out, err, terminal, false);
  }

  /** Says one line about what goes on. */
  public void say(String line) {
    err.println(oneLine(line));
  }

  /** Says in one line what is wrong and what to do. */
  public void complain(String message) {
    say("ouzel: " + message);
  }

  /** The text on one line, without characters that would steer a terminal. */
  public static String oneLine(String text) {
    String line = LINE_END.matcher(text.strip()).replaceAll(" ");
    return CONTROL.matcher(line).replaceAll("\uFFFD");
  }
}
