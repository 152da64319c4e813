package dev.ouzel.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What X must be told so that it holds the rules that it shall. A rule is the same when its value
 * and its tag are the same, character by character.
 *
 * @param add rules that X does not hold, in the order of the set
 * @param retag rules that X holds with another tag. X changes no tag, and takes no value twice: the
 *     rule must be deleted before it can be added again.
 * @param delete rules that X shall no longer hold, in X's order
 * @param keep rules that stay as they are, in X's order
 */
public record RuleDiff(
    List<Rule.Draft> add, List<Retag> retag, List<Rule> delete, List<Rule> keep) {
  /**
   * A rule that is to have another tag.
   *
   * @param held as X holds it
   * @param wanted as X shall hold it
   */
  public record Retag(Rule held, Rule.Draft wanted) {}

  /** Copies the lists. */
  public RuleDiff {
    add = List.copyOf(add);
    retag = List.copyOf(retag);
    delete = List.copyOf(delete);
    keep = List.copyOf(keep);
  }

  /** From what X holds to what it shall hold. */
  public static RuleDiff between(List<Rule> held, RuleSet wanted) {
    Map<String, Rule.Draft> missing = new LinkedHashMap<>();
    wanted.rules().forEach(rule -> missing.put(rule.value(), rule));
    List<Rule> keep = new ArrayList<>();
    List<Rule> others = new ArrayList<>();
    for (Rule rule : held) {
      Rule.Draft draft = missing.get(rule.value());
      if (draft != null && draft.tag().equals(rule.tag())) {
        missing.remove(rule.value());
        keep.add(rule);
      } else {
        others.add(rule);
      }
    }
    List<Retag> retag = new ArrayList<>();
    List<Rule> delete = new ArrayList<>();
    for (Rule rule : others) {
      Rule.Draft draft = missing.remove(rule.value());
      if (draft == null) {
        delete.add(rule);
      } else {
        retag.add(new Retag(rule, draft));
      }
    }
    return new RuleDiff(List.copyOf(missing.values()), retag, delete, keep);
  }

  /** True when X holds what it shall. */
  public boolean isEmpty() {
    return add.isEmpty() && retag.isEmpty() && delete.isEmpty();
  }

  /** Every rule that X must be told of: those to add, then those with another tag. */
  public List<Rule.Draft> drafts() {
    return Stream.concat(add.stream(), retag.stream().map(Retag::wanted)).toList();
  }
}
