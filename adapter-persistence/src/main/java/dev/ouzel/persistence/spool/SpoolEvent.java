package dev.ouzel.persistence.spool;

import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.SinkFailure;
import java.time.Duration;

/** What happens between a spool and one of its sinks. */
public sealed interface SpoolEvent {
  /** The name of the sink. */
  String sink();

  /**
   * The sink failed, and is asked again after a pause.
   *
   * @param waiting batches that it has not
   * @param pause until it is asked again
   */
  record Failing(String sink, SinkFailure failure, long waiting, Duration pause)
      implements SpoolEvent {}

  /**
   * The sink takes batches, at first or again.
   *
   * @param waiting batches that it has not
   */
  record Delivering(String sink, long waiting) implements SpoolEvent {}

  /**
   * The sink has a batch.
   *
   * @param receipt its own answer, under its own number
   * @param waiting batches that it has not
   */
  record Delivered(String sink, CommitReceipt receipt, long waiting) implements SpoolEvent {}

  /**
   * The sink will never take one post, which went to its dead letters.
   *
   * @param postId the post
   */
  record Rejected(String sink, long postId, SinkFailure failure) implements SpoolEvent {}
}
