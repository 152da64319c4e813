package dev.ouzel.testkit.contract;

import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.PostSink;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A process that commits the batches of {@link Offer#large} one after another until killed. */
final class WriterProcess implements AutoCloseable {
  private static final int SECONDS_TO_DIE = 30;

  private final Process process;
  private final BufferedReader said;
  private long acknowledged;

  private WriterProcess(Process process) {
    this.process = process;
    this.said = process.inputReader(StandardCharsets.UTF_8);
  }

  static WriterProcess start(OtherWriter writer) throws IOException {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    return new WriterProcess(
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                writer.opener().getName(),
                writer.store())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Waits until so many more commits were acknowledged. */
  void await(int commits) throws IOException {
    for (int i = 0; i < commits; i++) {
      String line = said.readLine();
      if (line == null) {
        throw new AssertionError("the other process ended after batch " + acknowledged);
      }
      acknowledged = Long.parseLong(line);
    }
  }

  /** What {@code kill -9} does, whatever the process is doing; tells the last batch it had kept. */
  long kill() {
    // By its handle: the process itself would throw away what it printed.
    process.toHandle().destroyForcibly();
    process.onExit().orTimeout(SECONDS_TO_DIE, TimeUnit.SECONDS).join();
    said.lines().forEach(line -> acknowledged = Long.parseLong(line));
    return acknowledged;
  }

  @Override
  public void close() {
    kill();
  }

  /** In the other process: the arguments are the opener's class and the store's name. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    var constructor = Class.forName(arguments[0]).getDeclaredConstructor();
    constructor.setAccessible(true);
    SinkOpener opener = (SinkOpener) constructor.newInstance();
    try (PostSink sink = opener.open(arguments[1], Offer.STREAM)) {
      long sequence =
          sink.resume(Offer.STREAM)
              .toCompletableFuture()
              .join()
              .map(Checkpoint::sequence)
              .orElse(0L);
      while (true) {
        sink.commit(Offer.large(++sequence)).toCompletableFuture().join();
        System.out.println(sequence);
      }
    }
  }
}
