package dev.ouzel.ingest;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.stream.EndCause;
import java.time.Instant;
import java.util.Optional;

/**
 * How an ingest is doing.
 *
 * @param state what it is doing
 * @param since since when, by this machine's clock
 * @param bufferedBytes memory pinned by frames not yet acknowledged by the sink
 * @param lastEnd how the attempt before ended
 * @param coverage what became of the stream's time so far, as far as that may still change
 * @param tally what it counted
 */
public record IngestStatus(
    State state,
    Instant since,
    long bufferedBytes,
    Optional<EndCause> lastEnd,
    CoverageLedger coverage,
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
