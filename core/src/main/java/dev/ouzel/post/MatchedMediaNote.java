package dev.ouzel.post;

import java.util.Optional;
import org.immutables.value.Value;

/** A community note that matches a post's media. */
@Value.Immutable
public abstract class MatchedMediaNote implements Published {
  MatchedMediaNote() {}

  /** The note. */
  public abstract Optional<String> noteId();

  /** {@code matched_and_shown}, … */
  public abstract Optional<String> matchStatus();

  /** A {@code MatchedMediaNote} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link MatchedMediaNote}. Not safe for use by several threads. */
  public static class Builder extends ImmutableMatchedMediaNote.Builder {
    Builder() {}
  }
}
