package dev.ouzel.post;

import java.util.List;
import org.immutables.value.Value;

/** What is attached to a post, by the keys of what comes along in {@link Includes}. */
@Value.Immutable
public abstract class Attachments implements Published {
  Attachments() {}

  /** Media, in order. */
  public abstract List<String> mediaKeys();

  /** Polls; X allows one. */
  public abstract List<String> pollIds();

  /**
   * The posts that the media were first posted in ({@code media_source_tweet_id} in both
   * vocabularies).
   */
  public abstract List<PostId> mediaSourcePostIds();

  /** An {@code Attachments} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link Attachments}. Not safe for use by several threads. */
  public static class Builder extends ImmutableAttachments.Builder {
    Builder() {}
  }
}
