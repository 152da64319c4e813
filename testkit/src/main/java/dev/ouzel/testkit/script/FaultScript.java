package dev.ouzel.testkit.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What shall go wrong and when, for a fake X to play. Each fault has a name; one that never happens
 * is a mistake in the test, which {@code FakeX.verifyFaults} tells. A fault happens once in each
 * request that it concerns; those of one moment happen in the order in which they were added.
 *
 * <pre>{@code
 * FaultScript.empty()
 *     .fault("slot taken", attempts(1, 3).atAccept(), Answer.refuse(Reply.tooManyConnections()))
 *     .fault("cut", attempt(4).atFrame(5), Deed.halfFrameThen(Deed.reset()))
 * }</pre>
 *
 * <p>Immutable.
 */
public final class FaultScript {
  /** A name, the requests concerned, and what happens. */
  record Fault<W>(String name, Attempts.OnAccept requests, W what) {
    Target target() {
      return requests.target();
    }

    boolean includes(int number) {
      return number >= requests.first() && number <= requests.last();
    }
  }

  /** What happens on an open stream, and when. */
  record Happening(Point point, Deed deed) {}

  private static final FaultScript EMPTY = new FaultScript(List.of(), List.of());

  private final List<Fault<Answer>> answers;
  private final List<Fault<Happening>> deeds;

  private FaultScript(List<Fault<Answer>> answers, List<Fault<Happening>> deeds) {
    this.answers = answers;
    this.deeds = deeds;
  }

  /** A script in which nothing goes wrong. */
  public static FaultScript empty() {
    return EMPTY;
  }

  /** This script and one fault more. */
  public FaultScript fault(String name, Attempts.OnAccept when, Answer what) {
    checkIsNew(name);
    return new FaultScript(with(answers, new Fault<>(name, when, what)), deeds);
  }

  /** This script and one fault more. */
  public FaultScript fault(String name, Attempts.OnStream when, Deed what) {
    checkIsNew(name);
    return new FaultScript(
        answers,
        with(
            deeds,
            new Fault<>(name, when.attempts().atAccept(), new Happening(when.point(), what))));
  }

  private void checkIsNew(String name) {
    if (names().contains(name)) {
      throw new IllegalArgumentException("two faults are named '" + name + "'");
    }
  }

  private static <T> List<T> with(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }

  /** The names of all faults. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    Stream.concat(answers.stream(), deeds.stream()).forEach(fault -> names.add(fault.name()));
    return names;
  }

  /** Whose requests are to be counted. */
  Set<Target> targets() {
    Set<Target> targets = new HashSet<>();
    Stream.concat(answers.stream(), deeds.stream()).forEach(fault -> targets.add(fault.target()));
    return targets;
  }

  List<Fault<Answer>> answers() {
    return answers;
  }

  List<Fault<Happening>> deeds() {
    return deeds;
  }
}
