package dev.ouzel.ingest;

import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.Usage;
import dev.ouzel.stream.EndCause;

/** Why an ingest is over. */
public sealed interface IngestEnd {
  /** One sentence for the operator. Holds no secret. */
  String sentence();

  /**
   * It stopped as it was told to.
   *
   * @param reason what told it
   */
  record Stopped(Reason reason) implements IngestEnd {
    /** What can tell an ingest to stop. */
    public enum Reason {
      /** {@link Ingestor#stop}. */
      ASKED("stopped as asked"),
      /** {@link IngestSettings#limit} posts are stored. */
      LIMIT_REACHED("as many posts as asked for are stored"),
      /** {@link IngestSettings#runFor} has passed. */
      TIME_OVER("the time asked for is over"),
      /** {@link IngestSettings#maxPostsPerDay} posts were delivered. */
      DAY_SPENT("as many posts as allowed in a day were delivered"),
      /** {@link IngestSettings#maxPostsPerMonth} posts were delivered. */
      MONTH_SPENT("as many posts as allowed in a month were delivered");

      private final String sentence;

      Reason(String sentence) {
        this.sentence = sentence;
      }

      static Reason spent(Usage.Period period) {
        return period == Usage.Period.DAY ? DAY_SPENT : MONTH_SPENT;
      }
    }

    @Override
    public String sentence() {
      return reason.sentence;
    }
  }

  /**
   * X refused in a way that no retry mends.
   *
   * @param cause its answer
   */
  record Refused(EndCause cause) implements IngestEnd {
    @Override
    public String sentence() {
      return cause.sentence();
    }
  }

  /**
   * The sink failed for good. What it had not acknowledged is not stored.
   *
   * @param failure what it said
   */
  record SinkFailed(SinkFailure failure) implements IngestEnd {
    @Override
    public String sentence() {
      return failure.getMessage();
    }
  }

  /**
   * The program made a mistake.
   *
   * @param mistake what was thrown
   */
  record Faulted(Throwable mistake) implements IngestEnd {
    @Override
    public String sentence() {
      return "internal fault: " + mistake;
    }
  }
}
