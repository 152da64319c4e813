package dev.ouzel.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.server.FakeX;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A client written by others, in a JVM with its own libraries and none of ours. What it does there
 * is told by a source file in {@code src/test/clients}, which that JVM compiles as it starts; its
 * libraries are where the build has put them. Closing it kills it.
 */
final class ForeignClient implements AutoCloseable {
  /** How long a client may take for anything, its start included. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How much of what it printed a failure shows. */
  private static final int SHOWN = 2_000;

  private final Process process;
  private final Path out;
  private final Path err;

  private ForeignClient(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts a client by the name of its source file; what it prints goes to {@code directory}. */
  static ForeignClient start(String name, Path directory, FakeX fake, String... task)
      throws IOException {
    Path libraries = Path.of("target", "clients", name).toAbsolutePath();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", libraries + File.separator + "*"));
    command.add(Path.of("src", "test", "clients", name + ".java").toAbsolutePath().toString());
    command.add(fake.baseUrl().toString());
    command.addAll(List.of(task));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("X_BEARER_TOKEN", fake.token());
    return new ForeignClient(
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }

  /** Does something while the client runs; when that fails, the failure tells what it said. */
  void meanwhile(Runnable something) throws IOException {
    try {
      something.run();
    } catch (AssertionError failure) {
      failure.addSuppressed(new AssertionError("the client said: " + said()));
      throw failure;
    }
  }

  /** Waits for its end, and returns the lines it printed. */
  List<String> lines() throws IOException, InterruptedException {
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(ended).as("the client ended within %s; it said: %s", PATIENCE, said()).isTrue();
    assertThat(process.exitValue()).as("exit code of a client that said: %s", said()).isZero();
    return Files.readAllLines(out);
  }

  private String said() throws IOException {
    String printed = Files.readString(out);
    return Files.readString(err) + printed.substring(Math.max(0, printed.length() - SHOWN));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
