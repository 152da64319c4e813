package dev.ouzel.app.status;

import dev.ouzel.app.operations.Condition;
import java.util.List;

/**
 * Whether an ingest is well, for those who restart or route by it. It is alive while its event loop
 * answers, and ready while posts flow: not before the first connection, and not while a problem
 * lasts.
 */
final class Health {
  /** Where it tells that it is alive: open to all. */
  static final String LIVE = "/health/live";

  /** Where it tells that it is ready. */
  static final String READY = "/health/ready";

  private Health() {}

  /** What hinders it, the worst first; it is ready when nothing does. */
  static List<Condition> hindrances(List<Condition> active) {
    return active.stream().filter(condition -> condition.kind().isProblem()).toList();
  }
}
