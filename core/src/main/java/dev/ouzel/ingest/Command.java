package dev.ouzel.ingest;

import dev.ouzel.sink.Batch;
import java.time.Duration;

/** What the machine wants done. Commands are carried out in the order given. */
sealed interface Command {
  /** Make this attempt. It is answered by exactly one {@code ended}, whatever else happens. */
  record Connect(int attempt) implements Command {}

  /** Let this many more signals of the attempt through. */
  record Demand(int attempt, int signals) implements Command {}

  /** End the attempt. What it has delivered already still counts. */
  record Disconnect(int attempt) implements Command {}

  /** Offer the batch to the sink; answered by {@code committed} or {@code commitFailed}. */
  record Commit(Batch batch) implements Command {}

  /** Call {@code woke} after this long; replaces the wake-up asked for before. */
  record WakeAfter(Duration delay) implements Command {}

  /** Tell the observers. */
  record Announce(IngestEvent event) implements Command {}

  /** All is over. Always the last command. */
  record Finish(IngestReport report) implements Command {}
}
