package dev.ouzel.http.json;

import dev.ouzel.post.Deviation;
import java.util.List;
import java.util.stream.Collectors;

/** A frame was not as X documents it. Only the strict codec fails so. */
public final class UnexpectedFrame extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Deviation> deviations;

  UnexpectedFrame(List<Deviation> deviations) {
    super(
        deviations.stream()
            .map(deviation -> deviation.kind() + " " + deviation.path() + " " + deviation.found())
            .collect(Collectors.joining("; ")));
    this.deviations = List.copyOf(deviations);
  }

  /** What was odd, in the order of the frame; at least one thing. */
  public List<Deviation> deviations() {
    return deviations;
  }
}
