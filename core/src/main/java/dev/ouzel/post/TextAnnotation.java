package dev.ouzel.post;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * Something named in a text, as X recognised it. X has sent none since March 2026, by its own log
 * of incidents.
 */
@Value.Immutable
public abstract class TextAnnotation implements Published {
  TextAnnotation() {}

  /** Where it begins in the text, in Unicode code points from 0. */
  public abstract OptionalInt start();

  /**
   * Where it ends: the last code point that belongs to it, unlike the end of all other entities.
   */
  public abstract OptionalInt end();

  /** How sure X is, 0 to 1. */
  public abstract OptionalDouble probability();

  /** {@code Person}, {@code Place}, {@code Product}, {@code Organization}, {@code Other}. */
  public abstract Optional<String> type();

  /** What was recognised. */
  public abstract Optional<String> normalizedText();

  /** A {@code TextAnnotation} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link TextAnnotation}. Not safe for use by several threads. */
  public static class Builder extends ImmutableTextAnnotation.Builder {
    Builder() {}
  }
}
