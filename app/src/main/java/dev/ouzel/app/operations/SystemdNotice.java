package dev.ouzel.app.operations;

import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestObserver;
import dev.ouzel.ingest.IngestStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Tells systemd how the service is: that it is ready once the ingest is under way, in one line what
 * it does, that its event loop still answers when the unit has a watchdog, and that it stops. Ready
 * does not mean that X has accepted: an X that is out of reach is no reason to end the service.
 *
 * <p>It speaks through the program {@code systemd-notify}, for a plain JVM cannot send to systemd's
 * socket; so the unit needs {@code NotifyAccess=all}. It never holds the event loop up: what is to
 * be said is said by a thread of its own.
 */
public final class SystemdNotice implements IngestObserver, AutoCloseable {
  private static final String SOCKET = "NOTIFY_SOCKET";
  private static final String WATCHDOG = "WATCHDOG_USEC";

  /** How often the line may change. */
  private static final Duration USUAL_PERIOD = Duration.ofSeconds(10);

  /** Systemd recommends to speak twice while it waits; thrice leaves room for a slow machine. */
  private static final int TIMES_IN_WATCHDOG = 3;

  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.none());
  private final Supplier<CompletionStage<IngestStatus>> status;
  private final NotifyProgram program;
  private final boolean watched;
  private final Duration period;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ouzel-systemd");
            thread.setDaemon(true);
            return thread;
          });

  private final ScheduledFuture<?> talk;

  /** Touched on the event loop only. */
  private boolean ready;

  /** Touched by the worker only. */
  private String said = "";

  /**
   * Notices for the systemd that started this program.
   *
   * @param environment what it was started with
   * @param status asks the ingest how it is doing
   */
  public SystemdNotice(
      Map<String, String> environment, Supplier<CompletionStage<IngestStatus>> status) {
    this(new NotifyProgram("systemd-notify"), watchdog(environment), USUAL_PERIOD, status);
  }

  SystemdNotice(
      NotifyProgram program,
      Optional<Duration> watchdog,
      Duration usualPeriod,
      Supplier<CompletionStage<IngestStatus>> status) {
    this.program = program;
    this.status = status;
    this.watched = watchdog.isPresent();
    this.period =
        watchdog
            .map(limit -> limit.dividedBy(TIMES_IN_WATCHDOG))
            .filter(often -> often.compareTo(usualPeriod) < 0)
            .orElse(usualPeriod);
    this.talk =
        worker.scheduleWithFixedDelay(
            this::speak, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** True when systemd started this program and waits to hear from it. */
  public static boolean isWanted(Map<String, String> environment) {
    return !environment.getOrDefault(SOCKET, "").isEmpty();
  }

  private static Optional<Duration> watchdog(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(WATCHDOG))
        .map(micros -> Duration.of(Long.parseLong(micros), ChronoUnit.MICROS));
  }

  @Override
  public void on(IngestEvent event) {
    progress.updateAndGet(before -> before.after(event));
    if (event instanceof IngestEvent.Stopping) {
      worker.execute(() -> program.tell(withLine("STOPPING=1")));
    } else if (!ready) {
      ready = true;
      worker.execute(() -> program.tell(withLine("READY=1")));
    }
  }

  private void speak() {
    String line = line();
    List<String> notices = new ArrayList<>();
    if (!line.equals(said)) {
      notices.addAll(withLine());
    }
    if (watched && answers()) {
      notices.add("WATCHDOG=1");
    }
    if (!notices.isEmpty()) {
      program.tell(notices);
    }
  }

  private List<String> withLine(String... notices) {
    said = line();
    List<String> all = new ArrayList<>(List.of(notices));
    all.add("STATUS=" + said);
    return all;
  }

  private String line() {
    return Console.oneLine(progress.get().line(Instant.now()));
  }

  /** Whether the event loop answers, before it is time to speak again. */
  private boolean answers() {
    try {
      status
          .get()
          .toCompletableFuture()
          .copy()
          .orTimeout(period.toMillis(), TimeUnit.MILLISECONDS)
          .join();
      return true;
    } catch (CompletionException silence) {
      return false;
    }
  }

  /** Says what is still to be said, within a second. */
  @Override
  public void close() {
    talk.cancel(false);
    worker.shutdown();
    try {
      if (!worker.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
