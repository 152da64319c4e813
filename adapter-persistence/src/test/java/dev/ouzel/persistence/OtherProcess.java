package dev.ouzel.persistence;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM with this one's class path, for what only another process can show. */
public final class OtherProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private OtherProcess(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs {@code main}; its errors go where ours go. */
  public static OtherProcess run(Class<?> main, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new OtherProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  public long pid() {
    return process.pid();
  }

  /** The next line it prints; fails when it ends instead. */
  public String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new AssertionError("the other process ended");
    }
    return line;
  }

  /** What {@code kill -9} does, and all lines that were printed and not yet read. */
  public List<String> kill() {
    // By its handle: the process itself would throw away what it printed.
    process.toHandle().destroyForcibly();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    return out.lines().toList();
  }

  @Override
  public void close() {
    kill();
  }
}
