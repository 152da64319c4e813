package dev.ouzel.app;

import dev.ouzel.app.cli.Invocation;
import dev.ouzel.app.operations.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The program run in this JVM, with streams and a stop request of the test's own. */
final class Program {
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Void> stop = new CompletableFuture<>();

  /** A program with a token in its environment. */
  static Program withToken(String token) {
    Program program = new Program();
    program.environment.put("X_BEARER_TOKEN", token);
    return program;
  }

  /** A program without one. */
  static Program withoutToken() {
    return new Program();
  }

  /** Runs a command line to its end and returns the exit code. */
  int run(String... arguments) {
    Console console = new Console(printer(out), printer(err), false);
    return Main.run(new Invocation(environment, console, this::whenStopped), arguments);
  }

  /** Runs a command line on a thread of its own; completes with the exit code. */
  CompletableFuture<Integer> start(String... arguments) {
    return CompletableFuture.supplyAsync(() -> run(arguments), task -> new Thread(task).start());
  }

  private void whenStopped(Runnable action) {
    CompletableFuture<Void> unused = stop.thenRun(action);
  }

  /** Tells the program to stop. */
  void stop() {
    stop.complete(null);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream printer(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
