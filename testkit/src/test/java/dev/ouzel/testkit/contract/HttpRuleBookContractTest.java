package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Verdict.assertRejected;

import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Each broken rule book breaks a promise, and the contract says which. */
final class HttpRuleBookContractTest {
  @Test
  void rejectsABookThatReadsTheFirstPageOnly() {
    assertRejected(ReadsOneRule.class, "listsTheRulesOfEveryPage");
  }

  @Test
  void rejectsABookThatTakesARefusalForAnEmptyList() {
    assertRejected(SeesNoFailure.class, "takesProblemsForNoEmptyList");
    assertRejected(SeesNoFailure.class, "tellsThatXRefusedTheTokenWithoutTellingTheToken");
    assertRejected(SeesNoFailure.class, "failsWhileNobodyListensAndRecovers");
    assertRejected(SeesNoFailure.class, "failsOnAnAnswerThatCannotBeRead");
  }

  @Test
  void rejectsABookThatTellsTheToken() {
    assertRejected(TellsTheToken.class, "tellsThatXRefusedTheTokenWithoutTellingTheToken");
  }

  @Test
  void rejectsABookThatLosesXsWords() {
    assertRejected(LosesXsWords.class, "keepsTheRateLimitOfARefusal");
    assertRejected(LosesXsWords.class, "keepsTheWordsOfARefusalThatIsNoJson");
  }

  @Test
  void rejectsABookThatKeepsTheFirstToken() {
    assertRejected(KeepsTheFirstToken.class, "asksForTheTokenAtEachRequest");
  }

  @Test
  void rejectsABookThatAsksAgain() {
    assertRejected(AsksAgain.class, "followsNoRedirect");
  }

  @Test
  void rejectsABookThatNeedsTags() {
    assertRejected(NeedsTags.class, "acceptsWhatItDoesNotKnow");
  }

  @Test
  void rejectsABookThatTakesNothingAddedForAFailure() {
    assertRejected(NeedsAnAddition.class, "tellsWhyNoRuleWasAddedWhateverTheStatus");
  }

  @Test
  void rejectsABookThatOnlySaysThatItChangesRules() {
    assertRejected(OnlySaysSo.class, "sendsWhatItIsAskedFor");
    assertRejected(OnlySaysSo.class, "tellsTheRateLimitOfAChange");
  }

  @Test
  void rejectsABookThatNeedsEveryCount() {
    assertRejected(NeedsEveryCount.class, "countsWhetherXWritesNumbersOrTexts");
  }

  /** A good book with something broken in front of it. */
  abstract static class Broken extends HttpRuleBookContract {
    @Override
    protected RuleBook book(URI baseUrl, Supplier<String> token) {
      return new BookInFront(new PlainRuleBook(baseUrl, token)) {
        @Override
        public CompletionStage<List<Rule>> list() {
          return listed(behind, token);
        }

        @Override
        public CompletionStage<RuleChange> add(List<Rule.Draft> rules) {
          return added(behind, rules);
        }
      };
    }

    @Override
    protected Duration patience() {
      return Duration.ofSeconds(1);
    }

    CompletionStage<List<Rule>> listed(RuleBook behind, Supplier<String> token) {
      return behind.list();
    }

    CompletionStage<RuleChange> added(RuleBook behind, List<Rule.Draft> rules) {
      return behind.add(rules);
    }
  }

  static final class ReadsOneRule extends Broken {
    @Override
    CompletionStage<List<Rule>> listed(RuleBook behind, Supplier<String> token) {
      return behind.list().thenApply(rules -> rules.subList(0, 1));
    }
  }

  static final class SeesNoFailure extends Broken {
    @Override
    CompletionStage<List<Rule>> listed(RuleBook behind, Supplier<String> token) {
      return behind.list().exceptionally(failure -> List.of());
    }
  }

  static final class TellsTheToken extends Broken {
    @Override
    CompletionStage<List<Rule>> listed(RuleBook behind, Supplier<String> token) {
      return behind.list().exceptionallyCompose(failure -> reworded(failure, token.get()));
    }
  }

  static final class LosesXsWords extends Broken {
    @Override
    CompletionStage<List<Rule>> listed(RuleBook behind, Supplier<String> token) {
      return behind.list().exceptionallyCompose(failure -> reworded(failure, ""));
    }

    @Override
    CompletionStage<RuleChange> added(RuleBook behind, List<Rule.Draft> rules) {
      return behind.add(rules).exceptionallyCompose(failure -> reworded(failure, ""));
    }
  }

  private static <T> CompletionStage<T> reworded(Throwable failure, String words) {
    Refusal refusal = ((RequestFailed) failure.getCause()).refusal().orElseThrow();
    return CompletableFuture.failedFuture(
        RequestFailed.refused(
            new Refusal(refusal.status(), refusal.problems(), RateLimit.unknown(), words)));
  }

  static final class KeepsTheFirstToken extends HttpRuleBookContract {
    @Override
    protected RuleBook book(URI baseUrl, Supplier<String> token) {
      CompletableFuture<String> first = new CompletableFuture<>();
      return new PlainRuleBook(
          baseUrl,
          () -> {
            first.complete(first.isDone() ? "" : token.get());
            return first.join();
          });
    }
  }

  static final class AsksAgain extends Broken {
    @Override
    CompletionStage<List<Rule>> listed(RuleBook behind, Supplier<String> token) {
      return behind
          .list()
          .exceptionallyCompose(
              failure -> behind.list().thenCompose(no -> CompletableFuture.failedFuture(failure)));
    }
  }

  static final class NeedsTags extends Broken {
    @Override
    CompletionStage<List<Rule>> listed(RuleBook behind, Supplier<String> token) {
      return behind
          .list()
          .thenApply(rules -> rules.stream().filter(rule -> rule.tag().isPresent()).toList());
    }
  }

  static final class NeedsAnAddition extends Broken {
    @Override
    CompletionStage<RuleChange> added(RuleBook behind, List<Rule.Draft> rules) {
      Function<RuleChange, CompletionStage<RuleChange>> failing =
          change ->
              change.changed() > 0
                  ? CompletableFuture.completedFuture(change)
                  : CompletableFuture.failedFuture(RequestFailed.unreachable("nothing added"));
      return behind.add(rules).thenCompose(failing);
    }
  }

  static final class OnlySaysSo extends Broken {
    @Override
    CompletionStage<RuleChange> added(RuleBook behind, List<Rule.Draft> rules) {
      return CompletableFuture.completedFuture(
          new RuleChange(
              List.of(new Rule("1", rules.get(0).value(), Optional.empty())), 1, 0, List.of()));
    }
  }

  static final class NeedsEveryCount extends HttpRuleBookContract {
    @Override
    protected RuleBook book(URI baseUrl, Supplier<String> token) {
      return new BookInFront(new PlainRuleBook(baseUrl, token)) {
        @Override
        public CompletionStage<RuleCounts> counts() {
          return behind
              .counts()
              .thenApply(
                  counts ->
                      new RuleCounts(counts.room(), counts.cap(), counts.room(), counts.cap()));
        }
      };
    }
  }
}
