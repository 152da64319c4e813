package dev.ouzel.ingest;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.Usage;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that happened to an ingest. Attempts are numbered from 1. Events that name an attempt
 * are about the live connection, but for {@link Recovering} and {@link RecoveryEnded}.
 */
public sealed interface IngestEvent {
  /** When, by this machine's clock. */
  Instant at();

  /**
   * An attempt begins.
   *
   * @param at when
   * @param attempt which
   * @param request what it asks for
   */
  record Connecting(Instant at, int attempt, StreamRequest request) implements IngestEvent {}

  /**
   * X accepted.
   *
   * @param at when
   * @param attempt which
   * @param opened what X said
   */
  record Opened(Instant at, int attempt, StreamSignal.Opened opened) implements IngestEvent {}

  /**
   * An attempt is over.
   *
   * @param at when
   * @param attempt which
   * @param cause why
   * @param served how long it was open; zero when it never was
   * @param unfinishedBytes how many bytes of an unfinished frame were lost with it
   */
  record Ended(Instant at, int attempt, EndCause cause, Duration served, int unfinishedBytes)
      implements IngestEvent {}

  /**
   * The next attempt waits.
   *
   * @param at since when
   * @param pause for how long, more than zero
   */
  record Waiting(Instant at, Duration pause) implements IngestEvent {}

  /**
   * A post came so late that its time had been called covered: the delivery margin is too short for
   * this stream.
   *
   * @param at when
   * @param id the post's id
   * @param delay how long after its creation it came
   */
  record Late(Instant at, long id, Duration delay) implements IngestEvent {}

  /**
   * Posts arrive long after their creation: X, the network or the sink is slow.
   *
   * @param at when
   * @param lag how long
   */
  record Lagging(Instant at, Duration lag) implements IngestEvent {}

  /**
   * Posts arrive soon after their creation again.
   *
   * @param at when
   * @param lag how long
   */
  record CaughtUp(Instant at, Duration lag) implements IngestEvent {}

  /**
   * A connection brings keep-alives but no post.
   *
   * @param at when
   * @param lasting for how long
   */
  record Quiet(Instant at, Duration lasting) implements IngestEvent {}

  /**
   * Far fewer posts come than did of late.
   *
   * @param at when
   * @param perMinute how many came in the last minute
   * @param usual how many came in a minute before
   */
  record VolumeCollapsed(Instant at, double perMinute, double usual) implements IngestEvent {}

  /**
   * Posts come again as they did before {@link Quiet} or {@link VolumeCollapsed}.
   *
   * @param at when
   * @param perMinute how many came in the last minute
   */
  record VolumeRecovered(Instant at, double perMinute) implements IngestEvent {}

  /**
   * Time may have been missed.
   *
   * @param at when this became known
   * @param gap which time, and why
   */
  record GapOpened(Instant at, Gap gap) implements IngestEvent {}

  /**
   * A gap, or part of one, is repaired or lost.
   *
   * @param at when this became known
   * @param gap which time, and what became of it
   */
  record GapClosed(Instant at, Gap gap) implements IngestEvent {}

  /**
   * An attempt begins that asks X for a part of a gap.
   *
   * @param at when
   * @param attempt which
   * @param slice which time
   */
  record Recovering(Instant at, int attempt, TimeRange slice) implements IngestEvent {}

  /**
   * An attempt at a recovery is over.
   *
   * @param at when
   * @param attempt which
   * @param slice the time it asked for
   * @param cause why it ended; {@link EndCause.Closed} when X had told all
   * @param repaired true when it is credited; the gap is tried again otherwise
   */
  record RecoveryEnded(Instant at, int attempt, TimeRange slice, EndCause cause, boolean repaired)
      implements IngestEvent {}

  /**
   * X does not give this account backfill, or recoveries; the ingest goes on without.
   *
   * @param at when
   * @param recoveries true for recoveries, false for backfill
   * @param until when it is asked for again
   * @param sentence what X said
   */
  record RepairRefused(Instant at, boolean recoveries, Instant until, String sentence)
      implements IngestEvent {}

  /**
   * X's record told something new of connections of ours.
   *
   * @param at when
   * @param connections the connections, joined to what X recorded of them
   */
  record Audited(Instant at, List<ConnectionRecord> connections) implements IngestEvent {
    /** Copies the list. */
    public Audited {
      connections = List.copyOf(connections);
    }
  }

  /**
   * X's record of connections could not be read, or a connection not be terminated; the ingest goes
   * on without.
   *
   * @param at when
   * @param sentence what X said
   */
  record AuditFailed(Instant at, String sentence) implements IngestEvent {}

  /**
   * X allows no more connections, and these are the ones it counts.
   *
   * @param at when
   * @param holders the connections that live by X's record; empty when it tells of none
   */
  record SlotHeld(Instant at, List<Connection> holders) implements IngestEvent {
    /** Copies the list. */
    public SlotHeld {
      holders = List.copyOf(holders);
    }
  }

  /**
   * Connections were terminated to make room for ours.
   *
   * @param at when
   * @param ids X's ids of them
   */
  record Terminated(Instant at, List<String> ids) implements IngestEvent {
    /** Copies the list. */
    public Terminated {
      ids = List.copyOf(ids);
    }
  }

  /**
   * A frame is no post, or one that the sink will never take, and goes to the dead letters.
   *
   * @param at when it came
   * @param reason why
   * @param size how many bytes it has
   */
  record DeadLettered(Instant at, String reason, int size) implements IngestEvent {}

  /**
   * The sink acknowledged a batch.
   *
   * @param at when
   * @param batch what it keeps now; holding on to it pins the memory of its posts
   * @param receipt what it said
   * @param lag how long after its creation the batch's newest post arrived; absent without posts
   * @param tally the count so far
   */
  record Committed(
      Instant at, Batch batch, CommitReceipt receipt, Optional<Duration> lag, Tally tally)
      implements IngestEvent {}

  /**
   * The sink refused a batch, or could not tell.
   *
   * @param at when
   * @param failure what it said
   * @param retryIn when the batch is offered again; absent when it is not
   */
  record CommitFailed(Instant at, SinkFailure failure, Optional<Duration> retryIn)
      implements IngestEvent {}

  /**
   * Reading paused, for memory is as full as it may be.
   *
   * @param at when
   */
  record Paused(Instant at) implements IngestEvent {}

  /**
   * Reading goes on.
   *
   * @param at when
   */
  record Resumed(Instant at) implements IngestEvent {}

  /**
   * X has delivered most of the posts that the user allows in a day or a month, or all of them.
   *
   * @param at when
   * @param period in which span of time
   * @param delivered how many were delivered in it so far
   * @param allowed how many may be
   */
  record AllowanceUsed(Instant at, Usage.Period period, long delivered, long allowed)
      implements IngestEvent {}

  /**
   * The ingest begins to stop: it reads no more and commits what it has.
   *
   * @param at when
   * @param end why
   */
  record Stopping(Instant at, IngestEnd end) implements IngestEvent {}

  /**
   * The ingest is over. Always the last event.
   *
   * @param at when
   * @param report what came of it
   */
  record Finished(Instant at, IngestReport report) implements IngestEvent {}
}
