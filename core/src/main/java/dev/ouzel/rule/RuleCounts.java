package dev.ouzel.rule;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many rules X holds, and how many it would; each is empty when X does not say.
 *
 * @param ofApp the rules of this app
 * @param capOfApp how many an app may have
 * @param ofProject the rules of all apps of its project together
 * @param capOfProject how many they may have together
 */
public record RuleCounts(
    OptionalInt ofApp, OptionalInt capOfApp, OptionalInt ofProject, OptionalInt capOfProject) {
  /** The smaller of the caps that X told. */
  public OptionalInt cap() {
    return Stream.of(capOfApp, capOfProject).flatMapToInt(OptionalInt::stream).min();
  }

  /** How many more rules X would take; 0 when it holds too many. */
  public OptionalInt room() {
    return IntStream.concat(room(ofApp, capOfApp), room(ofProject, capOfProject)).min();
  }

  private static IntStream room(OptionalInt held, OptionalInt cap) {
    return held.isPresent() && cap.isPresent()
        ? IntStream.of(Math.max(0, cap.getAsInt() - held.getAsInt()))
        : IntStream.empty();
  }
}
