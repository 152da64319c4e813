package dev.ouzel.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program run in a JVM of its own. Closing it kills it. */
final class ChildProgram implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private static final long LOOK_AGAIN_MILLIS = 20;

  private final Process process;
  private final Path out;
  private final Path err;
  private final String[] arguments;

  private ChildProgram(Process process, Path out, Path err, String... arguments) {
    this.process = process;
    this.out = out;
    this.err = err;
    this.arguments = arguments.clone();
  }

  /** Starts it in {@code directory} from this test's class path, with a token to use. */
  static ChildProgram start(Path directory, String token, String... arguments) throws IOException {
    List<String> program =
        List.of("-cp", System.getProperty("java.class.path"), Main.class.getName());
    return start(program, directory, token, arguments);
  }

  /** The same from the runnable jar, once that is built. */
  static ChildProgram startPackaged(Path directory, String token, String... arguments)
      throws IOException {
    return startPackaged(List.of(), directory, token, arguments);
  }

  /** The same, with options for Java. */
  static ChildProgram startPackaged(
      List<String> options, Path directory, String token, String... arguments) throws IOException {
    List<String> program = new ArrayList<>(options);
    program.addAll(List.of("-jar", Path.of("target", "ouzel.jar").toAbsolutePath().toString()));
    return start(program, directory, token, arguments);
  }

  private static ChildProgram start(
      List<String> program, Path directory, String token, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(heedingSignals());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program);
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    SecretsWatch.secret(token);
    builder.environment().put("X_BEARER_TOKEN", token);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    return new ChildProgram(process, out, err, arguments);
  }

  /**
   * What a command begins with to heed all signals. A job in a shell's background ignores INT, one
   * under nohup HUP, and the tests may be part of one: a child would inherit that.
   */
  private static List<String> heedingSignals() throws IOException {
    List<String> env = List.of("env", "--default-signal=TERM,INT,HUP");
    List<String> probe = new ArrayList<>(env);
    probe.add("true");
    boolean known =
        new ProcessBuilder(probe).redirectErrorStream(true).start().onExit().join().exitValue()
            == 0;
    return known ? env : List.of();
  }

  long pid() {
    return process.pid();
  }

  /** Sends it a signal by name, such as {@code TERM}. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).as("killing what said: %s", err()).isZero();
  }

  /** Waits for the first line on its stdout. */
  String awaitLine() throws IOException, InterruptedException {
    return await(out, "\n").lines().findFirst().orElseThrow();
  }

  /** Waits until this stands on its stderr. */
  void awaitErr(String words) throws IOException, InterruptedException {
    String unused = await(err, words);
  }

  private String await(Path file, String words) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
      String printed = Files.readString(file);
      if (printed.contains(words)) {
        return printed;
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    throw new AssertionError("waited for '" + words + "'; stderr says: " + err());
  }

  /** Waits for its end and returns the exit code. */
  int exitCode() throws IOException, InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("the program ended within %s s; it said: %s", PATIENCE_SECONDS, err())
        .isTrue();
    return process.exitValue();
  }

  byte[] out() throws IOException {
    return Files.readAllBytes(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try {
      SecretsWatch.look(
          Files.readString(out, ISO_8859_1), Files.readString(err, ISO_8859_1), arguments);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
