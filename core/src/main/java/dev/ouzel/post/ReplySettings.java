package dev.ouzel.post;

import java.util.Set;

/**
 * Who may reply to a post. X may add values: an unknown one is kept as X wrote it. xxxxxxxxxxxxxxxx
 * xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
 *
 * @param wire the value as X writes it
 */
public record ReplySettings(String wire) implements OpenEnum {
  /** Anyone. */
  public static final ReplySettings EVERYONE = new ReplySettings("everyone");

  /** Those whom it mentions. */
  public static final ReplySettings MENTIONED_USERS = new ReplySettings("mentionedUsers");

  /** Those whom the author follows. */
  public static final ReplySettings FOLLOWING = new ReplySettings("following");

  /** Those who subscribe to the author. */
  public static final ReplySettings SUBSCRIBERS = new ReplySettings("subscribers");

  /** Verified users. */
  public static final ReplySettings VERIFIED = new ReplySettings("verified");

  /** A choice that X does not tell. */
  public static final ReplySettings OTHER = new ReplySettings("other");

  private static final Set<ReplySettings> KNOWN =
      Set.of(EVERYONE, MENTIONED_USERS, FOLLOWING, SUBSCRIBERS, VERIFIED, OTHER);

  @Override
  public boolean isKnown() {
    return KNOWN.contains(this);
  }
}
