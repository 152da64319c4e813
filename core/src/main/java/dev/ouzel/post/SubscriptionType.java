package dev.ouzel.post;

import java.util.Set;

/**
 * Which of X's own subscriptions a user has. X may add values: an unknown one is kept as X wrote
 * it. xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
 * xxxxxxx
 *
 * @param wire the value as X writes it
 */
public record SubscriptionType(String wire) implements OpenEnum {
  /** The smallest. */
  public static final SubscriptionType BASIC = new SubscriptionType("Basic");

  /** The middle one. */
  public static final SubscriptionType PREMIUM = new SubscriptionType("Premium");

  /** The largest. */
  public static final SubscriptionType PREMIUM_PLUS = new SubscriptionType("PremiumPlus");

  /** None at all. */
  public static final SubscriptionType NONE = new SubscriptionType("None");

  private static final Set<SubscriptionType> KNOWN = Set.of(BASIC, PREMIUM, PREMIUM_PLUS, NONE);

  @Override
  public boolean isKnown() {
    return KNOWN.contains(this);
  }
}
