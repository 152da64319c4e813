package dev.ouzel.post;

import java.util.Optional;
import org.immutables.value.Value;

/** Whether a user subscribes to the one who asks. */
@Value.Immutable
public abstract class Subscription implements Published {
  Subscription() {}

  /** True when so. */
  public abstract Optional<Boolean> subscribesToYou();

  /** A {@code Subscription} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Subscription}. Not safe for use by several threads. */
  public static class Builder extends ImmutableSubscription.Builder {
    Builder() {}
  }
}
