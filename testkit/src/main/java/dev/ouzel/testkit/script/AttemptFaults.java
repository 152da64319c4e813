package dev.ouzel.testkit.script;

import dev.ouzel.testkit.script.FaultScript.Fault;
import dev.ouzel.testkit.script.FaultScript.Happening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The faults that still await one attempt. Used on the server's thread only. What it hands out has
 * happened.
 */
public final class AttemptFaults {
  private final List<Fault<Answer>> answers;
  private final List<Fault<Happening>> deeds;
  private final Consumer<String> happened;

  AttemptFaults(
      List<Fault<Answer>> answers, List<Fault<Happening>> deeds, Consumer<String> happened) {
    this.answers = answers;
    this.deeds = new ArrayList<>(deeds);
    this.happened = happened;
  }

  /** How to answer the attempt. */
  public Answer answer() {
    Answer answer = Answer.plain();
    for (Fault<Answer> fault : answers) {
      happened.accept(fault.name());
      answer = answer.with(fault.what());
    }
    return answer;
  }

  /** Up to which byte of the body nothing happens because of bytes sent. */
  public long nextByte() {
    return deeds.isEmpty()
        ? Long.MAX_VALUE
        : points(Point.Bytes.class).mapToLong(Point.Bytes::count).min().orElse(Long.MAX_VALUE);
  }

  /** The next thing that happens once so much was sent. */
  public Optional<Deed> due(long frames, long bytes) {
    return deeds.isEmpty() ? Optional.empty() : take(point -> isDue(point, frames, bytes));
  }

  private static boolean isDue(Point point, long frames, long bytes) {
    return (point instanceof Point.Frames whole && frames >= whole.count())
        || (point instanceof Point.Bytes sent && bytes >= sent.count());
  }

  /** The next thing that happens at the end. */
  public Optional<Deed> atEnd() {
    return take(Point.End.class::isInstance);
  }

  /** After which times something happens. */
  public List<Duration> times() {
    return points(Point.Time.class).map(Point.Time::open).toList();
  }

  private <P extends Point> Stream<P> points(Class<P> kind) {
    return deeds.stream()
        .map(fault -> fault.what().point())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  /** The next thing that happens after this time. */
  public Optional<Deed> after(Duration time) {
    return take(new Point.Time(time)::equals);
  }

  private Optional<Deed> take(Predicate<Point> when) {
    Optional<Fault<Happening>> due =
        deeds.stream().filter(fault -> when.test(fault.what().point())).findFirst();
    due.ifPresent(
        fault -> {
          deeds.remove(fault);
          happened.accept(fault.name());
        });
    return due.map(fault -> fault.what().deed());
  }
}
