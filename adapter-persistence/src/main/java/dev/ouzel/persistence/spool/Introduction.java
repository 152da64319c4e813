package dev.ouzel.persistence.spool;

import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a spool learns at its start from sinks that it never reached before. */
final class Introduction {
  private final StreamName stream;
  private final Map<String, Place> known;
  private final Map<String, PostSink> opened = new LinkedHashMap<>();
  private final Map<String, Optional<Checkpoint>> held = new LinkedHashMap<>();
  private final Optional<Checkpoint> own;

  /**
   * An introduction to a spool.
   *
   * @param own the spool's checkpoint, unless it is new
   * @param known where sinks stand that it knows
   */
  Introduction(StreamName stream, Optional<Checkpoint> own, Map<String, Place> known) {
    this.stream = stream;
    this.own = own;
    this.known = known;
  }

  /** Opens a sink, unless the spool reached it before. */
  void meet(SpooledSink sink) {
    Place place = known.get(sink.name());
    if (place == null || place.base().isEmpty()) {
      PostSink open = sink.opening().get();
      opened.put(sink.name(), open);
      held.put(sink.name(), Drain.join(open.resume(stream)));
    }
  }

  /** The sinks that were opened. */
  Map<String, PostSink> opened() {
    return opened;
  }

  /**
   * Where the spool goes on: where it was, or for a new one where its sinks are; if they are not in
   * the same place, where the first of them stopped, so that nothing is missed.
   */
  Optional<Checkpoint> checkpoint() {
    return own.or(
        () ->
            held.values().stream()
                .flatMap(Optional::stream)
                .min(Comparator.comparing(Checkpoint::takenAt)));
  }

  /** Where all sinks stand: those that are new to the spool get what comes from now on. */
  Map<String, Place> places() {
    long last = checkpoint().map(Checkpoint::sequence).orElse(0L);
    Map<String, Place> places = new LinkedHashMap<>(known);
    held.forEach(
        (name, checkpoint) -> {
          Place place = known.getOrDefault(name, new Place(last, OptionalLong.empty()));
          boolean counts = opened.get(name).kind() != SinkKind.EPHEMERAL;
          places.put(
              name,
              counts ? place.holding(checkpoint.map(Checkpoint::sequence).orElse(0L)) : place);
        });
    return places;
  }
}
