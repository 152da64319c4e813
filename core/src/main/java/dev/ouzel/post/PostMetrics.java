package dev.ouzel.post;

import java.util.OptionalLong;
import org.immutables.value.Value;

/**
 * How often a post was seen and answered, when X sent it. The four groups of metrics share this
 * shape; each fills a part of it. Some streams send each count a second time as text, with {@code
 * _str} behind its name; either is read.
 */
@Value.Immutable
public abstract class PostMetrics implements Published {
  PostMetrics() {}

  /** Reposts ({@code retweet_count} on the wire, {@code repost_count} in the newer vocabulary). */
  public abstract OptionalLong repostCount();

  /** Replies. */
  public abstract OptionalLong replyCount();

  /** Likes. */
  public abstract OptionalLong likeCount();

  /** Quotes. */
  public abstract OptionalLong quoteCount();

  /** Bookmarks. */
  public abstract OptionalLong bookmarkCount();

  /** How often it was shown. */
  public abstract OptionalLong impressionCount();

  /** All kinds of engagement together; private metrics only. */
  public abstract OptionalLong engagements();

  /** Clicks on its links; private metrics only. */
  public abstract OptionalLong urlLinkClicks();

  /** Clicks on its author; private metrics only. */
  public abstract OptionalLong userProfileClicks();

  /** A {@code PostMetrics} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link PostMetrics}. Not safe for use by several threads. */
  public static class Builder extends ImmutablePostMetrics.Builder {
    Builder() {}
  }
}
