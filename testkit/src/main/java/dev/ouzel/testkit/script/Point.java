package dev.ouzel.testkit.script;

import java.time.Duration;

/** A moment in the life of a stream. */
public sealed interface Point {
  /**
   * Once bytes of the body were sent.
   *
   * @param count how many; 0 for at once
   */
  record Bytes(long count) implements Point {
    /** Refuses a negative count. */
    public Bytes {
      require(count >= 0, "bytes", count);
    }
  }

  /**
   * Once whole frames were sent.
   *
   * @param count how many; 0 for at once
   */
  record Frames(long count) implements Point {
    /** Refuses a negative count. */
    public Frames {
      require(count >= 0, "frames", count);
    }
  }

  /**
   * After a time.
   *
   * @param open since the headers were sent
   */
  record Time(Duration open) implements Point {
    /** Refuses a negative time. */
    public Time {
      require(!open.isNegative(), "time", open);
    }
  }

  /** When the response would end in order. */
  record End() implements Point {}

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("no point has " + what + " " + value);
    }
  }
}
