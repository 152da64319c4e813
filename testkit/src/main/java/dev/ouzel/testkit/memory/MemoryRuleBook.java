package dev.ouzel.testkit.memory;

import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.rule.RuleLimits;
import dev.ouzel.rule.RuleParser;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.testkit.script.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A rule book in memory. It reads rules and refuses them as X does: those with mistakes, those it
 * holds already, and all of a change that would leave it with more rules than it may hold. Ids are
 * {@code 1}, {@code 2} and so on, each given once. Its stages are complete when its methods return.
 * Safe for use by several threads.
 */
public final class MemoryRuleBook implements RuleBook {
  private static final String TYPES = "https://api.twitter.com/2/problems/";
  private static final int PAY_PER_USE_CAP = 1_000;

  private final RuleParser parser;
  private final int most;
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Deque<RequestFailed> failures = new ArrayDeque<>();
  private long lastId;

  /** A book for 1,000 rules of 1,024 characters, as on pay-per-use. */
  public MemoryRuleBook() {
    this(RuleLimits.PAY_PER_USE, PAY_PER_USE_CAP);
  }

  /** A book for at most {@code most} rules, each within these limits. */
  public MemoryRuleBook(RuleLimits limits, int most) {
    this.parser = new RuleParser(limits);
    this.most = most;
  }

  /** Lets the next call fail with this and change nothing; several in turn. */
  public synchronized void failNext(RequestFailed failure) {
    failures.add(failure);
  }

  /** The rules held, in the order in which they were added. */
  public synchronized List<Rule> rules() {
    return List.copyOf(rules.values());
  }

  @Override
  public CompletionStage<List<Rule>> list() {
    return answer(this::rules);
  }

  @Override
  public CompletionStage<RuleChange> add(List<Rule.Draft> drafts) {
    return answer(
        () -> {
          RuleChange change = seen(drafts);
          change.added().forEach(rule -> rules.put(rule.id(), rule));
          lastId += change.added().size();
          return change;
        });
  }

  @Override
  public CompletionStage<RuleChange> validate(List<Rule.Draft> drafts) {
    return answer(() -> seen(drafts));
  }

  @Override
  public CompletionStage<RuleChange> delete(List<String> ids) {
    return answer(() -> deleted(ids));
  }

  @Override
  public CompletionStage<RuleCounts> counts() {
    return answer(
        () -> {
          OptionalInt held = OptionalInt.of(rules.size());
          return new RuleCounts(held, OptionalInt.of(most), held, OptionalInt.of(most));
        });
  }

  private synchronized <T> CompletionStage<T> answer(Supplier<T> answer) {
    try {
      if (!failures.isEmpty()) {
        throw failures.remove();
      }
      return CompletableFuture.completedFuture(answer.get());
    } catch (RequestFailed failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  /** What adding these would come to. */
  private RuleChange seen(List<Rule.Draft> drafts) {
    Acceptance acceptance = new Acceptance();
    List<Rule> added = new ArrayList<>();
    for (Rule.Draft draft : drafts) {
      if (acceptance.takes(draft)) {
        String id = Long.toString(lastId + added.size() + 1);
        added.add(new Rule(id, draft.value(), draft.tag()));
      }
    }
    if (rules.size() + added.size() > most) {
      throw tooManyRules();
    }
    return new RuleChange(added, added.size(), drafts.size() - added.size(), acceptance.problems);
  }

  private static RequestFailed tooManyRules() {
    Reply reply = Reply.tooManyRules();
    Problem problem = Problem.builder().title("RulesCapExceeded").type(TYPES + "rule-cap").build();
    return RequestFailed.refused(
        new Refusal(reply.status(), List.of(problem), RateLimit.unknown(), reply.body()));
  }

  /** Which rules of one change are added, and why the others are not. */
  private final class Acceptance {
    private final Set<String> taken = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    boolean takes(Rule.Draft draft) {
      Optional<Problem> problem = problem(draft.value());
      problem.ifPresent(problems::add);
      taken.add(draft.value());
      return problem.isEmpty();
    }

    private Optional<Problem> problem(String value) {
      List<String> mistakes = parser.read(value).details();
      if (!mistakes.isEmpty()) {
        return Optional.of(
            Problem.builder()
                .value(value)
                .details(mistakes)
                .title("UnprocessableEntity")
                .type(TYPES + "invalid-rules")
                .build());
      }
      Optional<Rule> same =
          rules.values().stream().filter(rule -> rule.value().equals(value)).findFirst();
      return same.isPresent() || taken.contains(value)
          ? Optional.of(
              Problem.builder()
                  .value(value)
                  .resourceId(same.map(Rule::id))
                  .title("DuplicateRule")
                  .type(TYPES + "duplicate-rules")
                  .build())
          : Optional.empty();
    }
  }

  private RuleChange deleted(List<String> ids) {
    List<Problem> problems = new ArrayList<>();
    int deleted = 0;
    for (String id : new LinkedHashSet<>(ids)) {
      if (rules.remove(id) == null) {
        problems.add(unknown(id));
      } else {
        deleted++;
      }
    }
    return new RuleChange(List.of(), deleted, problems.size(), problems);
  }

  private static Problem unknown(String id) {
    return Problem.builder()
        .parameter("id")
        .value(id)
        .title("Invalid Request")
        .detail("Rule does not exist")
        .type(TYPES + "invalid-request")
        .build();
  }
}
