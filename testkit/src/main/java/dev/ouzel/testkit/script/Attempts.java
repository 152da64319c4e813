package dev.ouzel.testkit.script;

import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.script.Target.Streams;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which attempts at a stream a fault concerns. Counted from 1 since the script began are the
 * requests for the streams that bear the right token, but for those that {@code answerNext}
 * answered; requests with {@code start_time}, the recoveries, are counted apart. With {@link #on}
 * only the attempts at one stream are counted, or at one of its partitions.
 *
 * @param target what was attempted
 * @param first the first of them
 * @param last the last of them
 */
public record Attempts(Streams target, int first, int last) {
  /** Checks that there is one at least. */
  public Attempts {
    check(first, last);
  }

  private static void check(int first, int last) {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("no attempt is from " + first + " to " + last);
    }
  }

  private static Attempts of(boolean recoveries, int first, int last) {
    return new Attempts(
        new Streams(recoveries, Optional.empty(), OptionalInt.empty()), first, last);
  }

  /** One attempt, the first of which is 1. */
  public static Attempts attempt(int number) {
    return attempts(number, number);
  }

  /** Some attempts, both of these included. */
  public static Attempts attempts(int first, int last) {
    return of(false, first, last);
  }

  /** Every attempt that is no recovery. */
  public static Attempts everyAttempt() {
    return attempts(1, Integer.MAX_VALUE);
  }

  /** One recovery, the first of which is 1. */
  public static Attempts recovery(int number) {
    return recoveries(number, number);
  }

  /** Some recoveries, both of these included. */
  public static Attempts recoveries(int first, int last) {
    return of(true, first, last);
  }

  /** Every recovery. */
  public static Attempts everyRecovery() {
    return recoveries(1, Integer.MAX_VALUE);
  }

  /**
   * One request to what is no stream, the first of which is 1; for example {@code request("GET",
   * "/2/connections", 1)}. Those without the right token count too.
   */
  public static OnAccept request(String method, String path, int number) {
    return requests(method, path, number, number);
  }

  /** Some such requests, both of these included. */
  public static OnAccept requests(String method, String path, int first, int last) {
    check(first, last);
    return new OnAccept(new Target.Call(method, path), first, last);
  }

  /** These attempts at one stream, which are then counted apart. */
  public Attempts on(StreamEndpoint endpoint) {
    return new Attempts(
        new Streams(target.recovery(), Optional.of(endpoint), OptionalInt.empty()), first, last);
  }

  /** These attempts at one partition of a stream, from 1, which are then counted apart. */
  public Attempts on(StreamEndpoint endpoint, int partition) {
    return new Attempts(
        new Streams(target.recovery(), Optional.of(endpoint), OptionalInt.of(partition)),
        first,
        last);
  }

  /** When the server decides on its answer. */
  public OnAccept atAccept() {
    return new OnAccept(target, first, last);
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
   * The moment at which requests are answered.
   *
   * @param target what they ask for
   * @param first the first of them
   * @param last the last of them
   */
  public record OnAccept(Target target, int first, int last) {}

  /**
   * A moment in the streams that attempts open.
   *
   * @param attempts which
   * @param point when
   */
  public record OnStream(Attempts attempts, Point point) {}
}
