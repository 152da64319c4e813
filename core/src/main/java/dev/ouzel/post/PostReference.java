package dev.ouzel.post;

import java.util.Optional;
import org.immutables.value.Value;

/** A reference from one post to another. */
@Value.Immutable
public abstract class PostReference implements Published {
  PostReference() {}

  /** How it refers. */
  public abstract Optional<ReferenceType> type();

  /** The other post, which may be in {@link Includes#posts}. */
  public abstract Optional<PostId> id();

  /** A {@code PostReference} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link PostReference}. Not safe for use by several threads. */
  public static class Builder extends ImmutablePostReference.Builder {
    Builder() {}
  }
}
