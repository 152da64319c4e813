package dev.ouzel.post;

import java.util.Set;

/**
 * What is withheld. X may add values: an unknown one is kept as X wrote it. xxxxxxxxxxxxxxxxxxxxxxx
 * xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
 *
 * @param wire the value as X writes it
 */
public record WithheldScope(String wire) implements OpenEnum {
  /** The post, in the newer vocabulary. */
  public static final WithheldScope POST = new WithheldScope("post");

  /** The post, in the older vocabulary. */
  public static final WithheldScope TWEET = new WithheldScope("tweet");

  /** All of the user's posts. */
  public static final WithheldScope USER = new WithheldScope("user");

  private static final Set<WithheldScope> KNOWN = Set.of(POST, TWEET, USER);

  @Override
  public boolean isKnown() {
    return KNOWN.contains(this);
  }
}
