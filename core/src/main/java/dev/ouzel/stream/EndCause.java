package dev.ouzel.stream;

import dev.ouzel.post.Problem;
import java.time.Duration;

/** How an attempt at a stream ended, or why it never began. */
public sealed interface EndCause {
  /** One sentence for the operator. Holds no secret. */
  String sentence();

  /** X ended the response in order. */
  record Closed() implements EndCause {
    @Override
    public String sentence() {
      return "X closed the connection";
    }
  }

  /**
   * The connection could not be made, or broke.
   *
   * @param detail what failed, in the system's words
   */
  record NetworkFailure(String detail) implements EndCause {
    @Override
    public String sentence() {
      return "the connection failed: " + detail;
    }
  }

  /**
   * Nothing arrived, not even a keep-alive, for longer than X ever leaves between two, so the
   * connection was ended from our side.
   *
   * @param silence for how long
   */
  record Stalled(Duration silence) implements EndCause {
    @Override
    public String sentence() {
      return "nothing arrived for %.1f s, not even a keep-alive"
          .formatted(silence.toMillis() / 1e3);
    }
  }

  /**
   * X announced on the stream that it ends the connection.
   *
   * @param problem X's words
   */
  record Disconnected(Problem problem) implements EndCause {
    @Override
    public String sentence() {
      return "X ended the connection: "
          + problem.sentence()
          + problem.disconnectType().map(type -> " (" + type + ")").orElse("");
    }
  }

  /**
   * X refused the attempt.
   *
   * @param refusal its answer
   */
  record Refused(Refusal refusal) implements EndCause {
    @Override
    public String sentence() {
      return refusal.sentence();
    }
  }

  /**
   * We ended it because X had delivered as many posts as the user allows.
   *
   * @param period in which span of time, such as {@code day}
   */
  record AllowanceSpent(String period) implements EndCause {
    @Override
    public String sentence() {
      return "as many posts as allowed in a " + period + " were delivered";
    }
  }

  /** We ended it because we were asked to stop. */
  record Stopped() implements EndCause {
    @Override
    public String sentence() {
      return "stopped as asked";
    }
  }
}
