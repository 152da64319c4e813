package dev.ouzel.post;

import java.util.Optional;
import org.immutables.value.Value;

/** What a post is about, as X infers it. */
@Value.Immutable
public abstract class ContextAnnotation implements Published {
  ContextAnnotation() {}

  /** The kind of thing: a sports event, a person, a brand… */
  public abstract Optional<Topic> domain();

  /** The thing. */
  public abstract Optional<Topic> entity();

  /** A {@code ContextAnnotation} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link ContextAnnotation}. Not safe for use by several threads. */
  public static class Builder extends ImmutableContextAnnotation.Builder {
    Builder() {}
  }
}
