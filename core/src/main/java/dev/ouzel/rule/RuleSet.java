package dev.ouzel.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules that X shall hold, and no others.
 *
 * @param rules no two with the same value, since X takes a value once
 */
public record RuleSet(List<Rule.Draft> rules) {
  /** Copies the list; refuses a value that stands in it twice. */
  public RuleSet {
    rules = List.copyOf(rules);
    Set<String> values = new HashSet<>();
    for (Rule.Draft rule : rules) {
      if (!values.add(rule.value())) {
        throw new IllegalArgumentException("the rule '" + rule.value() + "' stands here twice");
      }
    }
  }
}
