package dev.ouzel.ingest;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.reconnect.ConnectBudget;
import dev.ouzel.sink.Usage;
import dev.ouzel.stream.EndCause;
import java.time.Instant;
import java.util.Optional;

/**
 * How an ingest is doing.
 *
 * @param state what it is doing
 * @param since since when, by this machine's clock
 * @param bufferedBytes memory pinned by frames not yet acknowledged by the sink
 * @param heardAt when anything arrived last on the live connection, keep-alives included; absent
 *     while there is none
 * @param lastEnd how the attempt before ended
 * @param coverage what became of the stream's time so far, as far as that may still change
 * @param budget the attempts made lately, and what X says of its rate limit
 * @param usage how many posts X has delivered
 * @param tally what it counted
 */
public record IngestStatus(
    State state,
    Instant since,
    long bufferedBytes,
    Optional<Instant> heardAt,
    Optional<EndCause> lastEnd,
    CoverageLedger coverage,
    ConnectBudget budget,
    Usage usage,
    Tally tally) {
  /** What an ingest can be doing. */
  public enum State {
    /** Reading the checkpoint. */
    STARTING,
    /** Waiting for X to accept. */
    CONNECTING,
    /** Connected: posts arrive as X has them. */
    STREAMING,
    /** Waiting before the next attempt. */
    WAITING,
    /** Committing what was received. */
    STOPPING,
    /** Over. */
    FINISHED
  }
}
