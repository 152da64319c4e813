package dev.ouzel.post;

import java.util.Set;

/**
 * How a post refers to another. X may add values: an unknown one is kept as X wrote it. xxxxxxxxxxx
 * xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
 *
 * @param wire the value as X writes it
 */
public record ReferenceType(String wire) implements OpenEnum {
  /** It repeats the other; X still calls that a retweet, in both of its vocabularies. */
  public static final ReferenceType REPOSTED = new ReferenceType("retweeted");

  /** It comments on the other. */
  public static final ReferenceType QUOTED = new ReferenceType("quoted");

  /** It answers the other. */
  public static final ReferenceType REPLIED_TO = new ReferenceType("replied_to");

  private static final Set<ReferenceType> KNOWN = Set.of(REPOSTED, QUOTED, REPLIED_TO);

  @Override
  public boolean isKnown() {
    return KNOWN.contains(this);
  }
}
