package dev.ouzel.testkit.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** All of time as a strip of paper, painted piece by piece; later paint covers earlier. */
final class Strip {
  /** What a piece of time can be painted as. */
  enum Colour {
    BLANK,
    KEPT,
    OPEN,
    LOST
  }

  /** Where a colour begins; it reaches as far as the next. */
  private final NavigableMap<Instant, Colour> edges = new TreeMap<>();

  Strip copy() {
    Strip copy = new Strip();
    copy.edges.putAll(edges);
    return copy;
  }

  void paint(Instant from, Instant to, Colour colour) {
    if (from.isBefore(to)) {
      Colour beyond = at(to);
      edges.subMap(from, to).clear();
      edges.put(from, colour);
      edges.put(to, beyond);
    }
  }

  Colour at(Instant moment) {
    Map.Entry<Instant, Colour> edge = edges.floorEntry(moment);
    return edge == null ? Colour.BLANK : edge.getValue();
  }

  /** Where the strip is blank between what is painted. */
  List<Instant> holes() {
    return edges.isEmpty()
        ? List.of()
        : edges.headMap(edges.lastKey(), false).entrySet().stream()
            .filter(edge -> edge.getValue() == Colour.BLANK)
            .map(Map.Entry::getKey)
            .toList();
  }

  /** How much of it has this colour. */
  Duration length(Colour colour) {
    Duration length = Duration.ZERO;
    for (Map.Entry<Instant, Colour> edge : edges.entrySet()) {
      if (edge.getValue() == colour) {
        length = length.plus(Duration.between(edge.getKey(), edges.higherKey(edge.getKey())));
      }
    }
    return length;
  }
}
