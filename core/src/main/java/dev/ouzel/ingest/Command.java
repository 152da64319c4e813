package dev.ouzel.ingest;

import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.Termination;
import dev.ouzel.sink.Batch;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;

/** What the machine wants done. Commands are carried out in the order given. */
sealed interface Command {
  /** Make this attempt. It is answered by exactly one {@code ended}, whatever else happens. */
  record Connect(int attempt, StreamRequest request) implements Command {}

  /** Let this many more signals of the attempt through. */
  record Demand(int attempt, int signals) implements Command {}

  /** End the attempt. What it has delivered already still counts. */
  record Disconnect(int attempt) implements Command {}

  /** Offer the batch to the sink; answered by {@code committed} or {@code commitFailed}. */
  record Commit(Batch batch) implements Command {}

  /**
   * Offer the batch as soon as the one in flight is kept, and not before; answered as {@code
   * Commit} is, after that one.
   */
  record LineUp(Batch batch) implements Command {}

  /** Read X's record of these connections; answered by {@code audited} or {@code auditFailed}. */
  record Audit(ConnectionQuery query) implements Command {}

  /** Read the rules that X holds; answered by {@code rulesRead}, if they can be read. */
  record ReadRules() implements Command {}

  /** End connections; answered by {@code terminated} or {@code auditFailed}. */
  record Terminate(Termination.OfIds connections) implements Command {}

  /** Call {@code woke} after this long; replaces the wake-up asked for before. */
  record WakeAfter(Duration delay) implements Command {}

  /** Tell the observers. */
  record Announce(IngestEvent event) implements Command {}

  /** All is over. Always the last command. */
  record Finish(IngestReport report) implements Command {}
}
