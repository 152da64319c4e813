package dev.ouzel.app.rules;

import dev.ouzel.app.config.RulesFile;
import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.rule.RuleDiff;
import dev.ouzel.rule.RuleDiff.Retag;
import dev.ouzel.rule.RuleLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules that X holds, and how to bring them to those of a file. Waits, on the calling thread,
 * when X's rate limit is used up. Fails with {@link dev.ouzel.stream.RequestFailed} when X refuses
 * a request for another reason, or cannot be reached; what was told to the watcher before is done,
 * and whoever begins anew goes on from there. Used by one thread.
 */
public final class RulesAtX {
  /** In which order rules are added and deleted. */
  public enum Order {
    /** No moment without a rule that stays, or is replaced. X must have room for old and new. */
    ADD_FIRST,
    /** For an app that has as many rules as it may: posts are missed meanwhile. */
    DELETE_FIRST
  }

  private final RuleBook book;
  private final RateGuard guard;
  private final RuleWatcher watcher;

  /** The rules in a book. */
  public RulesAtX(RuleBook book, RuleWatcher watcher, Pause pause) {
    this.book = book;
    this.guard = new RateGuard(pause, watcher::waiting);
    this.watcher = watcher;
  }

  /**
   * What is to be done so that X holds the rules of this file, which must have no faults within the
   * widest limits. Changes nothing.
   */
  public RulePlan plan(RulesFile file) throws InterruptedException {
    RulePlan unasked = RulePlan.of(RuleDiff.between(guard.answer(book::list), file.rules()));
    List<Rule.Draft> drafts = unasked.diff().drafts();
    if (drafts.isEmpty()) {
      return unasked;
    }
    RuleCounts counts = guard.answer(book::counts);
    RuleLimits limits =
        counts.cap().isPresent()
            ? RuleLimits.forCap(counts.cap().getAsInt())
            : RuleLimits.ENTERPRISE_WITH_EMBEDDING;
    RulePlan plan =
        new RulePlan(unasked.diff(), counts, file.faults(drafts, limits), List.of(), false);
    return plan.isSound() ? validated(plan, file) : plan;
  }

  /** X refuses to look at more rules than it has room for. */
  private RulePlan validated(RulePlan plan, RulesFile file) throws InterruptedException {
    List<Rule.Draft> drafts = plan.diff().drafts();
    int lot = Math.min(RuleBook.MOST_AT_ONCE, plan.diff().add().size());
    if (plan.counts().room().orElse(lot) < lot) {
      return plan;
    }
    Set<String> held =
        plan.diff().retag().stream().map(it -> it.held().value()).collect(Collectors.toSet());
    List<Problem> problems = new ArrayList<>();
    for (List<Rule.Draft> some : lots(drafts)) {
      guard.await(1);
      problems.addAll(problems(guard.change(() -> book.validate(some))));
    }
    // A rule that is to have another tag is still there.
    problems.removeIf(
        problem ->
            problem.typeSuffix().filter("duplicate-rules"::equals).isPresent()
                && problem.value().filter(held::contains).isPresent());
    return new RulePlan(
        plan.diff(),
        plan.counts(),
        List.of(),
        problems.stream().flatMap(problem -> file.refusal(problem).stream()).toList(),
        true);
  }

  /** Carries a sound plan out; an interrupt ends it between two requests. */
  public void apply(RulePlan plan, Order order) throws InterruptedException {
    RuleDiff diff = plan.diff();
    if (order == Order.DELETE_FIRST) {
      delete(diff.delete());
      add(diff.add());
    } else {
      add(diff.add());
      delete(diff.delete());
    }
    for (List<Retag> lot : lots(diff.retag())) {
      // Both or neither: a wait in between would leave X without these rules for a quarter hour.
      guard.await(2);
      deleteLot(lot.stream().map(Retag::held).toList());
      addLot(lot.stream().map(Retag::wanted).toList());
    }
  }

  private void add(List<Rule.Draft> rules) throws InterruptedException {
    for (List<Rule.Draft> lot : lots(rules)) {
      guard.await(1);
      addLot(lot);
    }
  }

  private void addLot(List<Rule.Draft> lot) throws InterruptedException {
    RuleChange change = guard.change(() -> book.add(lot));
    change.added().forEach(watcher::added);
    problems(change).forEach(watcher::refused);
  }

  private void delete(List<Rule> rules) throws InterruptedException {
    for (List<Rule> lot : lots(rules)) {
      guard.await(1);
      deleteLot(lot);
    }
  }

  private void deleteLot(List<Rule> lot) throws InterruptedException {
    List<String> ids = lot.stream().map(Rule::id).toList();
    RuleChange change = guard.change(() -> book.delete(ids));
    // Of rules that it does not know X tells the ids.
    Set<String> unknown =
        change.problems().stream()
            .flatMap(problem -> problem.value().stream())
            .flatMap(value -> Stream.of(value.split(", ")))
            .collect(Collectors.toSet());
    lot.stream().filter(rule -> !unknown.contains(rule.id())).forEach(watcher::deleted);
    problems(change).forEach(watcher::refused);
  }

  /** Why a change was not made as a whole, also where X says only that it was not. */
  private static List<Problem> problems(RuleChange change) {
    return change.unchanged() > 0 && change.problems().isEmpty()
        ? List.of(
            Problem.builder()
                .detail("%d rules, and gave no reason".formatted(change.unchanged()))
                .build())
        : change.problems();
  }

  private static <T> List<List<T>> lots(List<T> items) {
    List<List<T>> lots = new ArrayList<>();
    for (int from = 0; from < items.size(); from += RuleBook.MOST_AT_ONCE) {
      lots.add(items.subList(from, Math.min(items.size(), from + RuleBook.MOST_AT_ONCE)));
    }
    return lots;
  }
}
