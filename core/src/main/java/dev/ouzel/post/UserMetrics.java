package dev.ouzel.post;

import java.util.OptionalLong;
import org.immutables.value.Value;

/** How much a user follows, is followed and posts, when X sent it. */
@Value.Immutable
public abstract class UserMetrics implements Published {
  UserMetrics() {}

  /** Users who follow this one. */
  public abstract OptionalLong followersCount();

  /** Users whom this one follows. */
  public abstract OptionalLong followingCount();

  /** Posts ({@code tweet_count} on the wire, {@code post_count} in the newer vocabulary). */
  public abstract OptionalLong postCount();

  /** Lists that this one is on. */
  public abstract OptionalLong listedCount();

  /** Posts that this one liked. */
  public abstract OptionalLong likeCount();

  /** Media that this one posted. */
  public abstract OptionalLong mediaCount();

  /** An {@code UserMetrics} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link UserMetrics}. Not safe for use by several threads. */
  public static class Builder extends ImmutableUserMetrics.Builder {
    Builder() {}
  }
}
