package dev.ouzel.app.rules;

import dev.ouzel.app.config.RuleFault;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.rule.RuleDiff;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What is to be done so that X holds a file's rules.
 *
 * @param diff what X must be told
 * @param counts how many rules X holds and would; all empty when X need not be told anything new
 * @param mistakes what is wrong with rules within the app's limits; X was not asked about them
 * @param refusals why X would not take rules
 * @param isValidated whether X was asked about every rule that it must be told of
 */
public record RulePlan(
    RuleDiff diff,
    RuleCounts counts,
    List<RuleFault> mistakes,
    List<RuleFault> refusals,
    boolean isValidated) {
  /** Copies the lists. */
  public RulePlan {
    mistakes = List.copyOf(mistakes);
    refusals = List.copyOf(refusals);
  }

  static RulePlan of(RuleDiff diff) {
    OptionalInt unknown = OptionalInt.empty();
    RuleCounts nothing = new RuleCounts(unknown, unknown, unknown, unknown);
    return new RulePlan(diff, nothing, List.of(), List.of(), true);
  }

  /** True when X would take every rule that it must be told of. */
  public boolean isSound() {
    return mistakes.isEmpty() && refusals.isEmpty();
  }

  /** What is wrong with rules, and why X would not take some. */
  public List<RuleFault> faults() {
    return Stream.concat(mistakes.stream(), refusals.stream()).toList();
  }

  /** Why X has no room for the rules in this order, if it has none. */
  public Optional<String> obstacle(RulesAtX.Order order) {
    if (tooManyAtLast() > 0) {
      return Optional.of(
          "X holds at most %d rules; the file has %d too many"
              .formatted(counts.cap().orElseThrow(), tooManyAtLast()));
    }
    if (order == RulesAtX.Order.DELETE_FIRST || tooManyAtFirst() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        ("X has room for %d of the %d rules to add until others are deleted: 'ouzel rules apply"
                + " --delete-first' does that, and misses posts meanwhile")
            .formatted(counts.room().orElseThrow(), diff.add().size()));
  }

  /** How many rules X would hold too many while it holds both the new ones and the old ones. */
  private int tooManyAtFirst() {
    return Math.max(0, diff.add().size() - room());
  }

  /** How many rules X would hold too many once the old ones are deleted. */
  private int tooManyAtLast() {
    return Math.max(0, diff.add().size() - diff.delete().size() - room());
  }

  /** As much as is needed when X does not say. */
  private int room() {
    return counts.room().orElse(diff.add().size());
  }
}
