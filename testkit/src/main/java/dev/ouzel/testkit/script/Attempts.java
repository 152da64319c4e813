package dev.ouzel.testkit.script;

import java.time.Duration;

/**
 * Which attempts at a stream a fault concerns. Counted from 1 since the script began are the
 * requests for the stream that bear the right token, but for those that {@code answerNext}
 * answered; requests with {@code start_time}, the recoveries, are counted apart.
 *
 * @param recoveries true for recoveries, false for the others
 * @param first the first of them
 * @param last the last of them
 */
public record Attempts(boolean recoveries, int first, int last) {
  /** Checks that there is one at least. */
  public Attempts {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("no attempt is from " + first + " to " + last);
    }
  }

  /** One attempt, the first of which is 1. */
  public static Attempts attempt(int number) {
    return attempts(number, number);
  }

  /** Some attempts, both of these included. */
  public static Attempts attempts(int first, int last) {
    return new Attempts(false, first, last);
  }

  /** Every attempt that is no recovery. */
  public static Attempts everyAttempt() {
    return attempts(1, Integer.MAX_VALUE);
  }

  /** One recovery, the first of which is 1. */
  public static Attempts recovery(int number) {
    return new Attempts(true, number, number);
  }

  /** Every recovery. */
  public static Attempts everyRecovery() {
    return new Attempts(true, 1, Integer.MAX_VALUE);
  }

  boolean include(boolean recovery, int number) {
    return recovery == recoveries && number >= first && number <= last;
  }

  /** When the server decides on its answer. */
  public OnAccept atAccept() {
    return new OnAccept(this);
  }

  /** Once so many bytes of the body were sent, keep-alives included, before compression. */
  public OnStream atByte(long bytes) {
    return new OnStream(this, new Point.Bytes(bytes));
  }

  /** Once so many whole frames were sent; 0 for before the first. */
  public OnStream atFrame(long frames) {
    return new OnStream(this, new Point.Frames(frames));
  }

  /** So long after the headers were sent, by the server's clock. */
  public OnStream after(Duration open) {
    return new OnStream(this, new Point.Time(open));
  }

  /** When the server would end the response in order. */
  public OnStream atEnd() {
    return new OnStream(this, new Point.End());
  }

  /**
   * The moment at which attempts are answered.
   *
   * @param attempts which
   */
  public record OnAccept(Attempts attempts) {}

  /**
   * A moment in the streams that attempts open.
   *
   * @param attempts which
   * @param point when
   */
  public record OnStream(Attempts attempts, Point point) {}
}
