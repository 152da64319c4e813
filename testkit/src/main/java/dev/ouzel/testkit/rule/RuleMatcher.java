package dev.ouzel.testkit.rule;

import dev.ouzel.rule.RuleExpression;
import dev.ouzel.rule.RuleOperator;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Tells whether X would deliver a post for a rule, from what the post carries. Immutable, and safe
 * for use by several threads if the functions given to it are.
 *
 * <p>Three operators need knowledge that no post carries. Unless a function is given, {@code
 * embedding:} matches nothing and {@code embedding_threshold:} everything; affiliates are those
 * whose {@code affiliation} the frame includes.
 */
public final class RuleMatcher {
  private final RuleExpression rule;
  private final Map<RuleOperator, BiPredicate<String, PublishedPost>> functions;
  private final Predicate<PublishedPost> test;

  private RuleMatcher(
      RuleExpression rule, Map<RuleOperator, BiPredicate<String, PublishedPost>> functions) {
    this.rule = rule;
    this.functions = functions;
    this.test = new RuleTests(functions).of(rule);
  }

  /** A matcher for a rule that was read. */
  public static RuleMatcher of(RuleExpression rule) {
    return new RuleMatcher(rule, Map.of());
  }

  /**
   * A matcher for a rule as X takes it, with every operator and X's longest limit.
   *
   * @throws IllegalArgumentException if X would refuse it, with what X would say
   */
  public static RuleMatcher of(String rule) {
    return of(RuleExpression.of(rule));
  }

  /**
   * The same, asking a function for an operator: given the operator's value without quotes and the
   * post, it says whether they match.
   */
  public RuleMatcher with(RuleOperator operator, BiPredicate<String, PublishedPost> function) {
    Map<RuleOperator, BiPredicate<String, PublishedPost>> more = new EnumMap<>(RuleOperator.class);
    more.putAll(functions);
    more.put(operator, function);
    return new RuleMatcher(rule, more);
  }

  /** The rule. */
  public RuleExpression rule() {
    return rule;
  }

  /** True when the post matches. */
  public boolean matches(PublishedPost post) {
    return test.test(post);
  }
}
