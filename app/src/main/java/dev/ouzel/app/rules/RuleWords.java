package dev.ouzel.app.rules;

import dev.ouzel.app.operations.Console;
import dev.ouzel.post.Problem;
import java.util.Optional;

/** Rules for reading, each on one line. */
public final class RuleWords {
  private RuleWords() {}

  /** A rule after its tag in square brackets. */
  public static String of(Optional<String> tag, String value) {
    return Console.oneLine(tag.map(text -> "[" + text + "] ").orElse("") + value);
  }

  /** Why X did not do something, in its words. */
  public static String refusal(Problem problem) {
    String what = problem.value().map(value -> "'" + value + "': ").orElse("");
    String twin = problem.resourceId().map(id -> " (rule " + id + ")").orElse("");
    return Console.oneLine("X refused " + what + problem.sentence() + twin);
  }
}
