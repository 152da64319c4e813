package dev.ouzel.post;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * Something that has a name with X: the domain or the entity of a context annotation, or the topic
 * of a Space.
 */
@Value.Immutable
public abstract class Topic implements Published {
  Topic() {}

  /** Its id, digits. */
  public abstract Optional<String> id();

  /** Its name. */
  public abstract Optional<String> name();

  /** What it is. */
  public abstract Optional<String> description();

  /** A {@code Topic} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Topic}. Not safe for use by several threads. */
  public static class Builder extends ImmutableTopic.Builder {
    Builder() {}
  }
}
