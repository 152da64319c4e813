package dev.ouzel.ingest;

import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something that happened to an ingest. Attempts are numbered from 1. */
public sealed interface IngestEvent {
  /** When, by this machine's clock. */
  Instant at();

  /**
   * An attempt begins.
   *
   * @param at when
   * @param attempt which
   */
  record Connecting(Instant at, int attempt) implements IngestEvent {}

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
   * A frame is no post and goes to the dead letters.
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
   * @param receipt what it said
   * @param lag how long after its creation the batch's newest post arrived; absent without posts
   * @param tally the count so far
   */
  record Committed(Instant at, CommitReceipt receipt, Optional<Duration> lag, Tally tally)
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
