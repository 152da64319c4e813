package dev.ouzel.post;

import java.util.Set;

/**
 * Whether a poll can still be answered. X may add values: an unknown one is kept as X wrote it. xxx
 * xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
 *
 * @param wire the value as X writes it
 */
public record VotingStatus(String wire) implements OpenEnum {
  /** It can. */
  public static final VotingStatus OPEN = new VotingStatus("open");

  /** It cannot. */
  public static final VotingStatus CLOSED = new VotingStatus("closed");

  private static final Set<VotingStatus> KNOWN = Set.of(OPEN, CLOSED);

  @Override
  public boolean isKnown() {
    return KNOWN.contains(this);
  }
}
