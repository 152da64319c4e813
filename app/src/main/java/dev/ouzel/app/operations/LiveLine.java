package dev.ouzel.app.operations;

import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One line on a terminal that says how the ingest is doing, drawn anew four times a second by a
 * thread of its own, so that a slow terminal never holds the ingest up. Closing it clears the line.
 */
public final class LiveLine implements IngestObserver, AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(250);

  /** To the line's start, and without wrapping: the terminal cuts what is too long. */
  private static final String BEGIN = "\r\u001B[?7l";

  private static final String END = "\u001B[K\u001B[?7h";

  private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.none());
  private final Console console;
  private final InstantSource clock;
  private final ScheduledExecutorService ticker;
  private final ScheduledFuture<?> ticks;

  /** A line that is drawn from now on. */
  public LiveLine(Console console) {
    this(console, InstantSource.system(), PERIOD);
  }

  LiveLine(Console console, InstantSource clock, Duration period) {
    this.console = console;
    this.clock = clock;
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "ouzel-live-line");
              thread.setDaemon(true);
              return thread;
            });
    this.ticks =
        ticker.scheduleAtFixedRate(this::draw, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void on(IngestEvent event) {
    progress.updateAndGet(before -> before.after(event));
  }

  void draw() {
    console.err().print(BEGIN + Console.oneLine(progress.get().line(clock.instant())) + END);
    console.err().flush();
  }

  @Override
  public void close() {
    ticks.cancel(false);
    ticker.shutdown();
    try {
      // A draw in flight would bring the line back; a terminal that hangs is not waited for.
      ticker.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    console.err().print("\r\u001B[K");
    console.err().flush();
  }
}
