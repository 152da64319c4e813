package dev.ouzel.post;

import java.util.Objects;

/**
 * A JSON value that X does not document, or that this version does not know.
 *
 * @param text the value as X wrote it
 */
public record RawJson(String text) {
  /** Checks that there is a text; whether it is JSON is the giver's business. */
  public RawJson {
    Objects.requireNonNull(text, "text");
  }

  @Override
  public String toString() {
    return text;
  }
}
