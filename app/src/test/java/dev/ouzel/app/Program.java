package dev.ouzel.app;

import dev.ouzel.app.cli.Invocation;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.operations.StopRequest;
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
  private final Said err = new Said();
  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private final CompletableFuture<Runnable> rereading = new CompletableFuture<>();

  /** A program with a token in its environment. */
  static Program withToken(String token) {
    Program program = new Program();
    SecretsWatch.secret(token);
    program.environment.put("X_BEARER_TOKEN", token);
    return program;
  }

  /** A program without one. */
  static Program withoutToken() {
    return new Program();
  }

  /** Adds a variable to its environment. */
  Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs a command line to its end and returns the exit code. */
  int run(String... arguments) {
    Console console = new Console(printer(out), printer(err), false);
    try {
      return Main.run(new Invocation(environment, console, new Requests()), arguments);
    } finally {
      err.end();
      SecretsWatch.look(out(), err(), arguments);
    }
  }

  /** Runs a command line on a thread of its own; completes with the exit code. */
  CompletableFuture<Integer> start(String... arguments) {
    return CompletableFuture.supplyAsync(() -> run(arguments), task -> new Thread(task).start());
  }

  /** How it is told to stop, and to read its settings again. */
  private final class Requests implements StopRequest {
    @Override
    public void whenMade(Runnable action) {
      CompletableFuture<Void> unused = stop.thenRun(action);
    }

    @Override
    public void whenToReadAgain(Runnable action) {
      rereading.complete(action);
    }
  }

  /** Tells the program to read its settings again, and returns once it has. */
  void readAgain() {
    rereading.join().run();
  }

  /** Tells the program to stop. */
  void stop() {
    stop.complete(null);
  }

  /**
   * Returns once it has written this to stderr. Fails when it ends, or much time passes, before.
   */
  void awaitErr(String text) throws InterruptedException {
    err.await(text);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** What was written, which others may wait for. */
  private static final class Said extends ByteArrayOutputStream {
    private static final long PATIENCE_MILLIS = 30_000;

    private boolean over;

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      notifyAll();
    }

    synchronized void end() {
      over = true;
      notifyAll();
    }

    synchronized void await(String text) throws InterruptedException {
      long began = System.nanoTime();
      while (!toString(StandardCharsets.UTF_8).contains(text)) {
        long left = PATIENCE_MILLIS - (System.nanoTime() - began) / 1_000_000;
        if (over || left <= 0) {
          throw new AssertionError("waited for '" + text + "', it said: " + this);
        }
        wait(left);
      }
    }
  }

  private static PrintStream printer(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
