package dev.ouzel.post;

import java.util.Optional;
import org.immutables.value.Value;

/** What X found in a user's profile. */
@Value.Immutable
public abstract class UserEntities implements Published {
  UserEntities() {}

  /** In {@link User#url}: links only. */
  public abstract Optional<Entities> url();

  /** In {@link User#description}. */
  public abstract Optional<Entities> description();

  /** An {@code UserEntities} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link UserEntities}. Not safe for use by several threads. */
  public static class Builder extends ImmutableUserEntities.Builder {
    Builder() {}
  }
}
