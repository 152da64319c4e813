package dev.ouzel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.stream.RequestFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RuleBook} promises, wherever it keeps its rules. One that asks X extends {@link
 * HttpRuleBookContract}, which demands more.
 */
public abstract class RuleBookContract {
  private static final int ENOUGH = 1_000;
  private static final int MANY = 250;

  /**
   * A book without rules that may hold {@code most} of them, each of up to 1,024 characters.
   * Whatever it needs, the adapter's test closes.
   */
  protected abstract RuleBook empty(int most);

  /** How long a test waits for an answer before it fails. */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  @Test
  protected void listsNothingAtFirst() {
    assertThat(get(empty(ENOUGH).list())).isEmpty();
  }

  @Test
  protected void keepsValuesAndTagsAsTheyAre() {
    RuleBook book = empty(ENOUGH);
    List<Rule.Draft> drafts =
        List.of(
            draft("cat  has:images", " tag\twith \"quotes\" \\ "),
            draft("\"Überlauf\" 🐦", "川ガラス"),
            new Rule.Draft("dog", Optional.empty()));

    RuleChange change = get(book.add(drafts));

    assertThat(change.changed()).isEqualTo(3);
    assertThat(change.unchanged()).isZero();
    assertThat(change.problems()).isEmpty();
    assertThat(change.added()).extracting(RuleBookContract::draftOf).isEqualTo(drafts);
    assertThat(change.added()).extracting(Rule::id).doesNotHaveDuplicates();
    assertThat(get(book.list())).containsExactlyInAnyOrderElementsOf(change.added());
  }

  @Test
  protected void refusesARuleItHolds() {
    RuleBook book = empty(ENOUGH);
    Rule held = get(book.add(List.of(draft("cat", "cats")))).added().get(0);

    RuleChange change = get(book.add(List.of(draft("cat", "the same with another tag"))));

    assertThat(change.added()).isEmpty();
    assertThat(change.changed()).isZero();
    assertThat(change.unchanged()).isEqualTo(1);
    Problem problem = only(change.problems());
    assertThat(problem.typeSuffix()).contains("duplicate-rules");
    assertThat(problem.value()).contains("cat");
    assertThat(problem.resourceId()).contains(held.id());
    assertThat(get(book.list())).containsExactly(held);
  }

  @Test
  protected void refusesARuleWithMistakesAndTellsAll() {
    RuleBook book = empty(ENOUGH);

    RuleChange change = get(book.add(List.of(draft("-cat", "t"))));

    assertThat(change.added()).isEmpty();
    assertThat(change.unchanged()).isEqualTo(1);
    Problem problem = only(change.problems());
    assertThat(problem.typeSuffix()).contains("invalid-rules");
    assertThat(problem.value()).contains("-cat");
    assertThat(problem.details()).hasSize(2);
    assertThat(get(book.list())).isEmpty();
  }

  @Test
  protected void addsTheGoodRulesOfAChangeAndTellsOfTheOthers() {
    RuleBook book = empty(ENOUGH);

    RuleChange change =
        get(
            book.add(
                List.of(
                    draft("cat", "a"), draft("-dog", "b"), draft("cat", "c"), draft("bird", "d"))));

    assertThat(change.added()).extracting(Rule::value).containsExactly("cat", "bird");
    assertThat(change.changed()).isEqualTo(2);
    assertThat(change.unchanged()).isEqualTo(2);
    assertThat(change.problems())
        .extracting(problem -> problem.value().orElse(""))
        .containsExactlyInAnyOrder("-dog", "cat");
    assertThat(get(book.list())).containsExactlyInAnyOrderElementsOf(change.added());
  }

  @Test
  protected void failsWhenXRefusesAChangeThatExceedsItsCap() {
    RuleBook book = empty(2);
    get(book.add(List.of(draft("cat", "t"))));

    RequestFailed failure = failure(book.add(List.of(draft("dog", "t"), draft("bird", "t"))));

    assertThat(failure.refusal().orElseThrow().problems())
        .extracting(problem -> problem.typeSuffix().orElse(""))
        .containsExactly("rule-cap");
    assertThat(get(book.list())).extracting(Rule::value).containsExactly("cat");
  }

  @Test
  protected void deletesByIdsAndTellsWhichItDoesNotHold() {
    RuleBook book = empty(ENOUGH);
    List<Rule> rules = get(book.add(List.of(draft("cat", "t"), draft("dog", "t")))).added();

    RuleChange change = get(book.delete(List.of(rules.get(0).id(), "999999999")));

    assertThat(change.added()).isEmpty();
    assertThat(change.changed()).isEqualTo(1);
    assertThat(change.unchanged()).isEqualTo(1);
    assertThat(change.problems())
        .anySatisfy(problem -> assertThat(problem.value()).contains("999999999"));
    assertThat(get(book.list())).containsExactly(rules.get(1));
  }

  @Test
  protected void addsAgainWhatWasDeleted() {
    RuleBook book = empty(ENOUGH);
    Rule first = get(book.add(List.of(draft("cat", "t")))).added().get(0);
    get(book.delete(List.of(first.id())));

    Rule second = get(book.add(List.of(draft("cat", "t")))).added().get(0);

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(get(book.list())).containsExactly(second);
  }

  @Test
  protected void changesNothingWhenAskedForNothing() {
    RuleBook book = empty(ENOUGH);

    assertThat(get(book.add(List.of()))).isEqualTo(RuleChange.none());
    assertThat(get(book.validate(List.of()))).isEqualTo(RuleChange.none());
    assertThat(get(book.delete(List.of()))).isEqualTo(RuleChange.none());
  }

  @Test
  protected void tellsWhatWouldBecomeOfAChangeAndDoesNothing() {
    RuleBook book = empty(ENOUGH);
    Rule held = get(book.add(List.of(draft("cat", "cats")))).added().get(0);

    RuleChange change =
        get(book.validate(List.of(draft("dog", "a"), draft("-bird", "b"), draft("cat", "c"))));

    assertThat(change.added()).extracting(Rule::value).containsExactly("dog");
    assertThat(change.changed()).isEqualTo(1);
    assertThat(change.unchanged()).isEqualTo(2);
    assertThat(change.problems())
        .extracting(problem -> problem.value().orElse(""))
        .containsExactlyInAnyOrder("-bird", "cat");
    assertThat(get(book.list())).containsExactly(held);
    assertThat(get(book.add(List.of(draft("dog", "a")))).changed()).isEqualTo(1);
  }

  @Test
  protected void countsItsRulesAndTellsItsCap() {
    RuleBook book = empty(3);
    assertThat(get(book.counts()).ofApp()).hasValue(0);

    get(book.add(List.of(draft("cat", "a"), draft("dog", "b"))));

    RuleCounts counts = get(book.counts());
    assertThat(counts.ofApp()).hasValue(2);
    assertThat(counts.cap()).hasValue(3);
    assertThat(counts.room()).hasValue(1);
  }

  @Test
  protected void addsListsAndDeletesManyRules() {
    RuleBook book = empty(ENOUGH);
    List<Rule.Draft> drafts =
        IntStream.range(0, MANY).mapToObj(i -> draft("cat" + i, "tag " + i)).toList();

    assertThat(get(book.validate(drafts)).changed()).isEqualTo(MANY);

    RuleChange change = get(book.add(drafts));

    assertThat(change.changed()).isEqualTo(MANY);
    assertThat(change.added()).extracting(RuleBookContract::draftOf).isEqualTo(drafts);
    assertThat(get(book.list())).containsExactlyInAnyOrderElementsOf(change.added());
    List<String> ids = change.added().stream().map(Rule::id).toList();
    assertThat(get(book.delete(ids)).changed()).isEqualTo(MANY);
    assertThat(get(book.list())).isEmpty();
  }

  @Test
  protected void servesSeveralCallersAtOnce() {
    RuleBook book = empty(ENOUGH);
    List<CompletableFuture<RuleChange>> changes = new ArrayList<>();

    for (int i = 0; i < 20; i++) {
      changes.add(book.add(List.of(draft("cat" + i, "t"))).toCompletableFuture());
    }

    List<Rule> added = changes.stream().flatMap(change -> get(change).added().stream()).toList();
    assertThat(added).hasSize(20);
    assertThat(get(book.list())).containsExactlyInAnyOrderElementsOf(added);
  }

  static Rule.Draft draft(String value, String tag) {
    return new Rule.Draft(value, Optional.of(tag));
  }

  private static Rule.Draft draftOf(Rule rule) {
    return new Rule.Draft(rule.value(), rule.tag());
  }

  private static Problem only(List<Problem> problems) {
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  final <T> T get(CompletionStage<T> stage) {
    assertThat(stage.toCompletableFuture()).succeedsWithin(patience());
    return stage.toCompletableFuture().join();
  }

  final RequestFailed failure(CompletionStage<?> stage) {
    assertThat(stage.toCompletableFuture())
        .failsWithin(patience())
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(RequestFailed.class);
    return (RequestFailed)
        stage
            .handle((answer, failure) -> HistoryFixture.root(failure))
            .toCompletableFuture()
            .join();
  }
}
