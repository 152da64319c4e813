package dev.ouzel.post;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** A user. Without further wishes X sends {@code id}, {@code name} and {@code username}. */
@Value.Immutable
public abstract class User implements Published {
  User() {}

  /** The user's id. */
  public abstract Optional<UserId> id();

  /**
   * The name without {@code @}: letters, digits and underscores, up to 15, more for some old
   * accounts.
   */
  public abstract Optional<String> username();

  /** The name shown, which anyone may choose. */
  public abstract Optional<String> name();

  /** Since when the user is with X. */
  public abstract Optional<Instant> createdAt();

  /** What the user says of himself or herself. */
  public abstract Optional<String> description();

  /** Where the user claims to be: any text. */
  public abstract Optional<String> location();

  /** A link the user gives; X sends an empty text for none. */
  public abstract Optional<String> url();

  /** What is in the profile. */
  public abstract Optional<UserEntities> entities();

  /** True when only followers see the posts ({@code protected} on the wire). */
  public abstract Optional<Boolean> isProtected();

  /** True when X shows a badge. */
  public abstract Optional<Boolean> verified();

  /** Why. */
  public abstract Optional<VerifiedType> verifiedType();

  /** True when X has checked who it is. */
  public abstract Optional<Boolean> isIdentityVerified();

  /** True when the account says that it is a parody. */
  public abstract Optional<Boolean> parody();

  /** What everybody may count. */
  public abstract Optional<UserMetrics> publicMetrics();

  /** Verified users who follow this one. */
  public abstract OptionalLong verifiedFollowersCount();

  /**
   * The post on top of the profile ({@code pinned_tweet_id} on the wire, {@code pinned_post_id} in
   * the newer vocabulary).
   */
  public abstract Optional<PostId> pinnedPostId();

  /**
   * The last post ({@code most_recent_tweet_id} on the wire, {@code most_recent_post_id} in the
   * newer vocabulary).
   */
  public abstract Optional<PostId> mostRecentPostId();

  /** The picture. */
  public abstract Optional<String> profileImageUrl();

  /** The picture behind the profile. */
  public abstract Optional<String> profileBannerUrl();

  /** The organisation that the user belongs to. */
  public abstract Optional<Affiliation> affiliation();

  /** Which of X's own subscriptions the user has. */
  public abstract Optional<SubscriptionType> subscriptionType();

  /** Whether the user subscribes to the one who asks. */
  public abstract Optional<Subscription> subscription();

  /** The same; X's description 2.167 has both. */
  public abstract Optional<Boolean> subscribesToYou();

  /** How the user stands to the one who asks. */
  public abstract List<Relationship> connectionStatus();

  /** True when the one who asks may send the user a message. */
  public abstract Optional<Boolean> receivesYourDm();

  /** The user's address, for the user alone. */
  public abstract Optional<String> confirmedEmail();

  /** Where X believes the user to be. Seen on the wire, in none of X's descriptions. */
  public abstract Optional<RawJson> profileGeoEnrichment();

  /** Where the user's posts are not shown. */
  public abstract Optional<Withheld> withheld();

  /** An {@code User} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link User}. Not safe for use by several threads. */
  public static class Builder extends ImmutableUser.Builder {
    Builder() {}
  }
}
