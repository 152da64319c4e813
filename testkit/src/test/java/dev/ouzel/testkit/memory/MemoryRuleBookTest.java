package dev.ouzel.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleLimits;
import dev.ouzel.stream.RequestFailed;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What {@code RuleBookContract} does not ask for. */
class MemoryRuleBookTest {
  @Test
  void numbersItsRules() {
    MemoryRuleBook book = new MemoryRuleBook();

    book.add(drafts("cat", "-dog", "bird"));
    book.delete(List.of("1"));
    book.add(drafts("cat"));

    assertThat(book.rules()).extracting(Rule::id).containsExactly("2", "3");
    assertThat(book.rules()).extracting(Rule::value).containsExactly("bird", "cat");
  }

  @Test
  void failsAsOftenAsItWasToldTo() {
    MemoryRuleBook book = new MemoryRuleBook();
    RequestFailed failure = RequestFailed.unreachable("no network");
    book.failNext(failure);
    book.failNext(failure);

    assertThat(failureOf(book.add(drafts("cat")))).isSameAs(failure);
    assertThat(failureOf(book.list())).isSameAs(failure);
    assertThat(book.list().toCompletableFuture().join()).isEmpty();
  }

  @Test
  void deletesOnceWhatItIsToldToDeleteTwice() {
    MemoryRuleBook book = new MemoryRuleBook();
    book.add(drafts("cat"));

    RuleChange change = book.delete(List.of("1", "1")).toCompletableFuture().join();

    assertThat(change.changed()).isEqualTo(1);
    assertThat(change.problems()).isEmpty();
  }

  @Test
  void readsRulesWithinItsLimits() {
    MemoryRuleBook book = new MemoryRuleBook(RuleLimits.PAY_PER_USE.withLength(3), 2);

    RuleChange change = book.add(drafts("cat", "bird")).toCompletableFuture().join();

    assertThat(change.added()).extracting(Rule::value).containsExactly("cat");
    assertThat(change.problems()).hasSize(1);
  }

  private static Throwable failureOf(CompletionStage<?> stage) {
    return stage.handle((answer, failure) -> failure).toCompletableFuture().join();
  }

  private static List<Rule.Draft> drafts(String... values) {
    return List.of(values).stream().map(value -> new Rule.Draft(value, Optional.empty())).toList();
  }
}
