package dev.ouzel.app.config;

import java.util.List;
import java.util.function.Supplier;

/**
 * What the user gave cannot be meant. Each message says in one sentence what is wrong and what to
 * do; there is no stack trace, since the program made no mistake.
 */
public final class Mistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> messages;

  /** A mistake; {@code message} holds no secret. */
  public Mistake(String message) {
    this(List.of(message));
  }

  /** Several at once, of which there is at least one; none of them holds a secret. */
  public Mistake(List<String> messages) {
    super(String.join("\n", messages), null, false, false);
    this.messages = List.copyOf(messages);
  }

  /** A sentence for each thing that is wrong. */
  public List<String> messages() {
    return messages;
  }

  /** What {@code built} gives; a value that a builder refuses is the user's mistake. */
  public static <T> T unlessRefused(Supplier<T> built) {
    try {
      return built.get();
    } catch (IllegalArgumentException refused) {
      throw new Mistake(refused.getMessage());
    }
  }
}
