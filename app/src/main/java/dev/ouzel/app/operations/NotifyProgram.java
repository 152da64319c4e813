package dev.ouzel.app.operations;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program that passes notices on to systemd. When it cannot, that is logged once: a service
 * runs without systemd's knowing how it is. Used by one thread.
 */
final class NotifyProgram {
  private static final Logger LOG = LoggerFactory.getLogger("ouzel");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private boolean complained;

  NotifyProgram(String name) {
    this.name = name;
  }

  /** Passes on notices such as {@code READY=1}. Waits for the program, 5 s at most. */
  void tell(List<String> notices) {
    List<String> command = new ArrayList<>(notices);
    command.add(0, name);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      await(process);
    } catch (IOException missing) {
      complain(missing.getMessage());
    }
  }

  private void await(Process process) {
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        complain("it takes too long");
      } else if (process.exitValue() != 0) {
        complain("it ended with exit code " + process.exitValue());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  private void complain(String why) {
    if (!complained) {
      complained = true;
      LOG.warn("systemd does not hear how the service is, for {} failed: {}", name, why);
    }
  }
}
