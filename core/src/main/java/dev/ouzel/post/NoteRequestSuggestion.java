package dev.ouzel.post;

import java.util.Optional;
import org.immutables.value.Value;

/** A suggestion of what a community note on a post might say. */
@Value.Immutable
public abstract class NoteRequestSuggestion implements Published {
  NoteRequestSuggestion() {}

  /** Its id. */
  public abstract Optional<String> suggestionId();

  /** Its text. */
  public abstract Optional<String> suggestion();

  /**
   * Its source. X's description 2.166 has a link with its parts here, 2.167 a plain text, which is
   * read as the link's {@code url}.
   */
  public abstract Optional<UrlEntity> sourceLink();

  /** A {@code NoteRequestSuggestion} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link NoteRequestSuggestion}. Not safe for use by several threads. */
  public static class Builder extends ImmutableNoteRequestSuggestion.Builder {
    Builder() {}
  }
}
