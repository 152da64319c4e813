package dev.ouzel.app.wiring;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Interrupts the thread that set it when it is not lifted in time. */
final class Deadline {
  private final AtomicReference<Thread> watched = new AtomicReference<>(Thread.currentThread());

  private Deadline() {}

  /** A deadline for the current thread, from now. */
  static Deadline in(Duration allowed) {
    Deadline deadline = new Deadline();
    CompletableFuture.delayedExecutor(allowed.toMillis(), TimeUnit.MILLISECONDS)
        .execute(deadline::come);
    return deadline;
  }

  private void come() {
    Thread late = watched.getAndSet(null);
    if (late != null) {
      late.interrupt();
    }
  }

  /** Takes the deadline back; if it had come, the thread is not left interrupted. */
  void lift() {
    if (watched.getAndSet(null) == null) {
      Thread.interrupted();
    }
  }
}
