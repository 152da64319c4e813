package dev.ouzel.app.rules;

import java.time.Duration;
import java.time.Instant;

/** The time, and how to let some of it pass. */
public interface Pause {
  /** The machine's time and the calling thread's patience. */
  Pause REAL =
      new Pause() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void last(Duration duration) throws InterruptedException {
          Thread.sleep(duration.toMillis());
        }
      };

  /** What time it is. */
  Instant now();

  /** Returns once so much time has passed. */
  void last(Duration duration) throws InterruptedException;
}
