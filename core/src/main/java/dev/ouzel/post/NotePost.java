package dev.ouzel.post;

import java.util.Optional;
import org.immutables.value.Value;

/**
 * The whole of a post that is longer than 280 characters ({@code note_tweet} on the wire, {@code
 * note_post} in the newer vocabulary).
 */
@Value.Immutable
public abstract class NotePost implements Published {
  NotePost() {}

  /** The whole text. */
  public abstract Optional<String> text();

  /** What is in that text; annotations are not documented here. */
  public abstract Optional<Entities> entities();

  /** A {@code NotePost} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link NotePost}. Not safe for use by several threads. */
  public static class Builder extends ImmutableNotePost.Builder {
    Builder() {}
  }
}
