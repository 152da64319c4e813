package dev.ouzel.app.config;

import java.util.function.Supplier;

/**
 * What the user gave cannot be meant. The message says in one sentence what is wrong and what to
 * do; it carries no stack trace, since the program made no mistake.
 */
public final class Mistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A mistake; {@code message} holds no secret. */
  public Mistake(String message) {
    super(message, null, false, false);
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
