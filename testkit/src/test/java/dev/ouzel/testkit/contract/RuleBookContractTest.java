package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Verdict.assertRejected;

import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.rule.RuleLimits;
import dev.ouzel.testkit.memory.MemoryRuleBook;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each broken rule book breaks a promise, and the contract says which. */
final class RuleBookContractTest {
  @Test
  void rejectsABookThatForgetsTags() {
    assertRejected(ForgetsTags.class, "keepsValuesAndTagsAsTheyAre");
  }

  @Test
  void rejectsABookThatReadsNoRules() {
    assertRejected(ReadsNothing.class, "refusesARuleItHolds");
    assertRejected(ReadsNothing.class, "refusesARuleWithMistakesAndTellsAll");
    assertRejected(ReadsNothing.class, "failsWhenXRefusesAChangeThatExceedsItsCap");
    assertRejected(ReadsNothing.class, "addsAgainWhatWasDeleted");
  }

  @Test
  void rejectsABookThatAddsAllOrNothing() {
    assertRejected(AllOrNothing.class, "addsTheGoodRulesOfAChangeAndTellsOfTheOthers");
  }

  @Test
  void rejectsABookThatDoesNotTellWhatItCouldNotDelete() {
    assertRejected(ForgetsProblems.class, "deletesByIdsAndTellsWhichItDoesNotHold");
    assertRejected(ForgetsProblems.class, "refusesARuleItHolds");
  }

  @Test
  void rejectsABookThatSendsTheFirstLotAlone() {
    assertRejected(SendsOneLot.class, "addsListsAndDeletesManyRules");
  }

  @Test
  void rejectsABookThatCannotDoNothing() {
    assertRejected(NeedsSomething.class, "changesNothingWhenAskedForNothing");
    assertRejected(NeedsSomething.class, "listsNothingAtFirst");
  }

  @Test
  void rejectsABookThatServesOneCallerAlone() {
    assertRejected(ServesOneCaller.class, "servesSeveralCallersAtOnce");
  }

  @Test
  void rejectsABookThatAddsWhatItIsToValidate() {
    assertRejected(ValidatesByAdding.class, "tellsWhatWouldBecomeOfAChangeAndDoesNothing");
  }

  @Test
  void rejectsABookThatCountsOnce() {
    assertRejected(CountsOnce.class, "countsItsRulesAndTellsItsCap");
  }

  static final class ForgetsTags extends RuleBookContract {
    @Override
    protected RuleBook empty(int most) {
      return new BookInFront(new MemoryRuleBook(RuleLimits.PAY_PER_USE, most)) {
        @Override
        public CompletionStage<RuleChange> add(List<Rule.Draft> rules) {
          return behind.add(
              rules.stream().map(rule -> new Rule.Draft(rule.value(), Optional.empty())).toList());
        }
      };
    }
  }

  /** Its ids are places in its list. */
  static final class ReadsNothing extends RuleBookContract {
    private List<Rule> rules = List.of();

    @Override
    protected RuleBook empty(int most) {
      return new BookInFront(new MemoryRuleBook(RuleLimits.PAY_PER_USE, most)) {
        @Override
        public CompletionStage<List<Rule>> list() {
          return CompletableFuture.completedFuture(rules);
        }

        @Override
        public CompletionStage<RuleChange> add(List<Rule.Draft> drafts) {
          rules =
              IntStream.range(0, drafts.size())
                  .mapToObj(i -> new Rule("" + i, drafts.get(i).value(), drafts.get(i).tag()))
                  .toList();
          return CompletableFuture.completedFuture(
              new RuleChange(rules, rules.size(), 0, List.of()));
        }

        @Override
        public CompletionStage<RuleChange> delete(List<String> ids) {
          int before = rules.size();
          rules = rules.stream().filter(rule -> !ids.contains(rule.id())).toList();
          return CompletableFuture.completedFuture(
              new RuleChange(List.of(), before - rules.size(), 0, List.of()));
        }
      };
    }
  }

  static final class AllOrNothing extends RuleBookContract {
    @Override
    protected RuleBook empty(int most) {
      return new BookInFront(new MemoryRuleBook(RuleLimits.PAY_PER_USE, most)) {
        @Override
        public CompletionStage<RuleChange> add(List<Rule.Draft> rules) {
          return behind
              .add(rules)
              .thenCompose(
                  change ->
                      change.problems().isEmpty()
                          ? CompletableFuture.completedStage(change)
                          : behind
                              .delete(change.added().stream().map(Rule::id).toList())
                              .thenApply(undone -> refused(rules, change)));
        }
      };
    }

    private static RuleChange refused(List<Rule.Draft> rules, RuleChange change) {
      return new RuleChange(List.of(), 0, rules.size(), change.problems());
    }
  }

  static final class ForgetsProblems extends RuleBookContract {
    @Override
    protected RuleBook empty(int most) {
      return new BookInFront(new MemoryRuleBook(RuleLimits.PAY_PER_USE, most)) {
        @Override
        public CompletionStage<RuleChange> add(List<Rule.Draft> rules) {
          return behind.add(rules).thenApply(ForgetsProblems::silent);
        }

        @Override
        public CompletionStage<RuleChange> delete(List<String> ids) {
          return behind.delete(ids).thenApply(ForgetsProblems::silent);
        }
      };
    }

    private static RuleChange silent(RuleChange change) {
      return new RuleChange(change.added(), change.changed(), change.unchanged(), List.of());
    }
  }

  static final class SendsOneLot extends RuleBookContract {
    private static final int LOT = 100;

    @Override
    protected RuleBook empty(int most) {
      return new BookInFront(new MemoryRuleBook(RuleLimits.PAY_PER_USE, most)) {
        @Override
        public CompletionStage<RuleChange> add(List<Rule.Draft> rules) {
          return behind.add(rules.subList(0, Math.min(LOT, rules.size())));
        }
      };
    }
  }

  static final class NeedsSomething extends RuleBookContract {
    @Override
    protected RuleBook empty(int most) {
      return new BookInFront(new MemoryRuleBook(RuleLimits.PAY_PER_USE, most)) {
        @Override
        public CompletionStage<List<Rule>> list() {
          return behind.list().thenApply(rules -> rules.subList(0, 1));
        }

        @Override
        public CompletionStage<RuleChange> add(List<Rule.Draft> rules) {
          return rules.isEmpty()
              ? CompletableFuture.failedFuture(new IllegalArgumentException("nothing"))
              : behind.add(rules);
        }
      };
    }
  }

  /** What the second caller adds while the first is waited for is lost. */
  static final class ServesOneCaller extends RuleBookContract {
    @Override
    protected RuleBook empty(int most) {
      return new BookInFront(new MemoryRuleBook(RuleLimits.PAY_PER_USE, most)) {
        private CompletableFuture<RuleChange> last = new CompletableFuture<>();

        @Override
        public CompletionStage<RuleChange> add(List<Rule.Draft> rules) {
          last.cancel(false);
          last = new CompletableFuture<>();
          return last;
        }
      };
    }
  }

  static final class ValidatesByAdding extends RuleBookContract {
    @Override
    protected RuleBook empty(int most) {
      return new BookInFront(new MemoryRuleBook(RuleLimits.PAY_PER_USE, most)) {
        @Override
        public CompletionStage<RuleChange> validate(List<Rule.Draft> rules) {
          return behind.add(rules);
        }
      };
    }
  }

  static final class CountsOnce extends RuleBookContract {
    @Override
    protected RuleBook empty(int most) {
      return new BookInFront(new MemoryRuleBook(RuleLimits.PAY_PER_USE, most)) {
        private final CompletionStage<RuleCounts> first = behind.counts();

        @Override
        public CompletionStage<RuleCounts> counts() {
          return first;
        }
      };
    }
  }
}
