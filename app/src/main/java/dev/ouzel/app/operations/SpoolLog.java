package dev.ouzel.app.operations;

import dev.ouzel.persistence.spool.SpoolEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log lines about the sinks behind a spool: when one fails, again each minute while it does, and
 * when it takes posts again. Safe for use by several threads.
 */
public final class SpoolLog implements Consumer<SpoolEvent> {
  private static final Logger LOG = LoggerFactory.getLogger("ouzel");
  private static final Duration BETWEEN_FAILURES = Duration.ofMinutes(1);

  private final Map<String, Instant> failing = new ConcurrentHashMap<>();
  private final InstantSource clock;

  /** A log by the machine's clock. */
  public SpoolLog() {
    this(InstantSource.system());
  }

  SpoolLog(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void accept(SpoolEvent event) {
    if (event instanceof SpoolEvent.Failing failure) {
      failing(failure);
    } else if (event instanceof SpoolEvent.Delivering delivering) {
      if (failing.remove(delivering.sink()) != null || delivering.waiting() > 0) {
        LOG.info("{} takes posts, {}", delivering.sink(), waiting(delivering.waiting()));
      }
    } else if (event instanceof SpoolEvent.Rejected rejected) {
      LOG.warn(
          "{} will never take post {}, which went to its dead letters: {}",
          rejected.sink(),
          rejected.postId(),
          Console.oneLine(rejected.failure().getMessage()));
    }
  }

  private void failing(SpoolEvent.Failing failure) {
    Instant now = clock.instant();
    Instant said = failing.getOrDefault(failure.sink(), Instant.MIN);
    if (said.equals(Instant.MIN) || !said.plus(BETWEEN_FAILURES).isAfter(now)) {
      failing.put(failure.sink(), now);
      LOG.warn(
          "{} takes nothing, {}: {}; asking again in {}",
          failure.sink(),
          waiting(failure.waiting()),
          Console.oneLine(failure.failure().getMessage()),
          Spans.of(failure.pause()));
    }
  }

  private static String waiting(long batches) {
    return batches == 1 ? "1 batch waits in the spool" : batches + " batches wait in the spool";
  }
}
