package dev.ouzel.app.cli;

import dev.ouzel.app.operations.Console;
import dev.ouzel.app.operations.Spans;
import dev.ouzel.app.rules.RuleWatcher;
import dev.ouzel.app.rules.RuleWords;
import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import java.time.Duration;

/** Says what is done to X's rules, a line for each. */
final class RuleReport implements RuleWatcher {
  private final Console console;
  private int added;
  private int deleted;
  private boolean refused;

  RuleReport(Console console) {
    this.console = console;
  }

  @Override
  public void added(Rule rule) {
    added++;
    console.out().println(RuleText.of('+', rule));
  }

  @Override
  public void deleted(Rule rule) {
    deleted++;
    console.out().println(RuleText.of('-', rule));
  }

  @Override
  public void refused(Problem problem) {
    refused = true;
    console.complain(RuleWords.refusal(problem));
  }

  @Override
  public void waiting(Duration pause) {
    console.say("X takes no more requests for now; going on in " + Spans.of(pause));
  }

  /** What was done. */
  String sum() {
    return added + deleted == 0
        ? "nothing was changed"
        : "added %d, deleted %d".formatted(added, deleted);
  }

  /** True when X did not do all that it was asked to. */
  boolean isRefused() {
    return refused;
  }
}
