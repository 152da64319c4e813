package dev.ouzel.app.cli;

import dev.ouzel.app.operations.Console;
import dev.ouzel.app.rules.RulePlan;
import dev.ouzel.app.rules.RuleWords;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.rule.RuleDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Rules, and what is done to them, for reading. */
final class RuleText {
  private RuleText() {}

  /** A rule that was added, or is gone. */
  static String of(char sign, Rule rule) {
    return "%c %s %s".formatted(sign, rule.id(), RuleWords.of(rule.tag(), rule.value()));
  }

  /** What there is to do, a line for each rule, then in sum. */
  static List<String> of(RulePlan plan) {
    RuleDiff diff = plan.diff();
    List<String> lines = new ArrayList<>();
    diff.add().forEach(rule -> lines.add("+ " + RuleWords.of(rule.tag(), rule.value())));
    diff.delete().forEach(rule -> lines.add(of('-', rule)));
    for (RuleDiff.Retag retag : diff.retag()) {
      String tag = Console.oneLine(retag.wanted().tag().map(it -> "[" + it + "]").orElse("no tag"));
      lines.add(of('~', retag.held()) + " → " + tag);
    }
    lines.add(
        "%d to add, %d to delete, %d to tag anew, %d to leave as they are"
            .formatted(
                diff.add().size(), diff.delete().size(), diff.retag().size(), diff.keep().size()));
    return lines;
  }

  /** How many rules X holds, as a table. */
  static List<String> of(RuleCounts counts) {
    Table table = new Table(List.of("OF THE", "RULES", "AT MOST"));
    table.add(List.of(Optional.of("app"), text(counts.ofApp()), text(counts.capOfApp())));
    table.add(
        List.of(Optional.of("project"), text(counts.ofProject()), text(counts.capOfProject())));
    return table.lines();
  }

  private static Optional<Integer> text(OptionalInt number) {
    return number.stream().boxed().findFirst();
  }
}
