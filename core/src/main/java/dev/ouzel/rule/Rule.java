package dev.ouzel.rule;

import java.util.Optional;

/**
 * A rule that X holds.
 *
 * @param id X's id for it, as X prints it
 * @param value what posts must match
 * @param tag a label of the user's choosing, sent with each match
 */
public record Rule(String id, String value, Optional<String> tag) {
  /** A rule not yet held by X. */
  public record Draft(String value, Optional<String> tag) {
    /** Checks that the rule says something. */
    public Draft {
      if (value.isBlank()) {
        throw new IllegalArgumentException("a rule's value must not be empty");
      }
    }
  }
}
