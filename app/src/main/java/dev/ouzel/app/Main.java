package dev.ouzel.app;

import dev.ouzel.app.cli.Invocation;
import dev.ouzel.app.cli.OuzelCommand;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.operations.Logging;
import dev.ouzel.app.operations.Signals;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the program starts. */
public final class Main {
  /** The launcher sets these when stderr and stdout are terminals, which Java cannot tell. */
  private static final String TERMINAL = "ouzel.terminal";

  private static final String OUT_TERMINAL = "ouzel.terminal.out";

  private Main() {}

  /** Runs a command line and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    Logging.gather();
    Console console =
        new Console(
            printer(FileDescriptor.out),
            printer(FileDescriptor.err),
            Boolean.getBoolean(TERMINAL),
            Boolean.getBoolean(OUT_TERMINAL));
    System.exit(run(new Invocation(System.getenv(), console, new Signals()), arguments));
  }

  /** Runs a command line and returns its exit code. */
  static int run(Invocation invocation, String... arguments) {
    return OuzelCommand.run(invocation, arguments);
  }

  /** UTF-8 whatever the locale, since X's JSON is. */
  private static PrintStream printer(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
