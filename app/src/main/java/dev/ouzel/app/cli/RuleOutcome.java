package dev.ouzel.app.cli;

import dev.ouzel.app.operations.Console;
import dev.ouzel.app.rules.RuleWords;
import dev.ouzel.rule.RuleChange;

/** Says what became of a change of rules. */
final class RuleOutcome {
  private RuleOutcome() {}

  /** One line for what was done and one for each problem, in X's words; returns the exit code. */
  static int report(RuleChange change, String done, Console console) {
    console.say(
        "%s %d %s".formatted(done, change.changed(), change.changed() == 1 ? "rule" : "rules"));
    change.problems().forEach(problem -> console.complain(RuleWords.refusal(problem)));
    if (change.unchanged() > 0 && change.problems().isEmpty()) {
      console.complain("X left " + change.unchanged() + " as they were and gave no reason");
    }
    boolean whole = change.unchanged() == 0 && change.problems().isEmpty();
    return (whole ? ExitCode.DONE : ExitCode.REFUSED).code();
  }
}
