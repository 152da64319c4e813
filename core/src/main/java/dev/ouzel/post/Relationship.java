package dev.ouzel.post;

import java.util.Set;

/**
 * How a user stands to the one who asks. X may add values: an unknown one is kept as X wrote it. xx
 * xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
 * x
 *
 * @param wire the value as X writes it
 */
public record Relationship(String wire) implements OpenEnum {
  /** The one who asks follows the user. */
  public static final Relationship FOLLOWING = new Relationship("following");

  /** The user follows the one who asks. */
  public static final Relationship FOLLOWED_BY = new Relationship("followed_by");

  /** The one who asks wants to follow. */
  public static final Relationship FOLLOW_REQUEST_SENT = new Relationship("follow_request_sent");

  /** The user wants to follow. */
  public static final Relationship FOLLOW_REQUEST_RECEIVED =
      new Relationship("follow_request_received");

  /** The one who asks blocks the user. */
  public static final Relationship BLOCKING = new Relationship("blocking");

  /** The one who asks mutes the user. */
  public static final Relationship MUTING = new Relationship("muting");

  private static final Set<Relationship> KNOWN =
      Set.of(
          FOLLOWING, FOLLOWED_BY, FOLLOW_REQUEST_SENT, FOLLOW_REQUEST_RECEIVED, BLOCKING, MUTING);

  @Override
  public boolean isKnown() {
    return KNOWN.contains(this);
  }
}
