package dev.ouzel.app.config;

import java.util.List;

/**
 * A value that somebody gave a setting.
 *
 * @param texts as it is written, a text for each value
 * @param origin where it is written, such as {@code ouzel.yaml:12:3}, a variable or an option
 */
public record Given(List<String> texts, String origin) {
  /** Copies the texts. */
  public Given {
    texts = List.copyOf(texts);
  }
}
