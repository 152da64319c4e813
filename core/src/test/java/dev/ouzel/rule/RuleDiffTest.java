package dev.ouzel.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RuleDiffTest {
  private static Rule rule(String id, String value, String tag) {
    return new Rule(id, value, tag(tag));
  }

  private static Rule.Draft draft(String value, String tag) {
    return new Rule.Draft(value, tag(tag));
  }

  private static Optional<String> tag(String tag) {
    return Optional.of(tag).filter(text -> !text.isEmpty());
  }

  @Test
  void tellsWhatToAddToDeleteAndToLeave() {
    RuleDiff diff =
        RuleDiff.between(
            List.of(rule("1", "cat", "cats"), rule("2", "dog", "")),
            new RuleSet(List.of(draft("bird", "birds"), draft("cat", "cats"))));

    assertThat(diff.add()).containsExactly(draft("bird", "birds"));
    assertThat(diff.delete()).containsExactly(rule("2", "dog", ""));
    assertThat(diff.keep()).containsExactly(rule("1", "cat", "cats"));
    assertThat(diff.retag()).isEmpty();
  }

  @Test
  void aRuleWithAnotherTagOrNoneIsRetagged() {
    RuleDiff diff =
        RuleDiff.between(
            List.of(rule("1", "cat", "cats"), rule("2", "dog", "dogs")),
            new RuleSet(List.of(draft("cat", "pets"), draft("dog", ""))));

    assertThat(diff.retag())
        .containsExactly(
            new RuleDiff.Retag(rule("1", "cat", "cats"), draft("cat", "pets")),
            new RuleDiff.Retag(rule("2", "dog", "dogs"), draft("dog", "")));
    assertThat(diff.add()).isEmpty();
    assertThat(diff.delete()).isEmpty();
    assertThat(diff.drafts()).containsExactly(draft("cat", "pets"), draft("dog", ""));
  }

  @Test
  void isEmptyWhenXHoldsWhatItShall() {
    assertThat(RuleDiff.between(List.of(), new RuleSet(List.of())).isEmpty()).isTrue();
    assertThat(
            RuleDiff.between(List.of(rule("1", "cat", "")), new RuleSet(List.of(draft("cat", ""))))
                .isEmpty())
        .isTrue();
  }

  /** X should not hold two such, and whoever deletes the right one is not left with none. */
  @Test
  void ofTwoRulesWithOneValueTheOneWithTheTagStays() {
    RuleDiff diff =
        RuleDiff.between(
            List.of(rule("1", "cat", "other"), rule("2", "cat", "cats")),
            new RuleSet(List.of(draft("cat", "cats"))));

    assertThat(diff.keep()).containsExactly(rule("2", "cat", "cats"));
    assertThat(diff.delete()).containsExactly(rule("1", "cat", "other"));
    assertThat(diff.retag()).isEmpty();
  }

  @Test
  void aSetHasNoValueTwice() {
    List<Rule.Draft> twice = List.of(draft("cat", "a"), draft("cat", "b"));

    assertThatThrownBy(() -> new RuleSet(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'cat'");
  }

  /** Whatever X holds, carrying the difference out leaves exactly the set, and nothing to do. */
  @RepeatedTest(200)
  void carriedOutItLeavesTheSet() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Rule> held = new ArrayList<>();
    List<Rule.Draft> wanted = new ArrayList<>();
    for (int value = 0; value < 12; value++) {
      for (int copy = random.nextInt(3); copy > 0; copy--) {
        held.add(rule(value + "." + copy, "v" + value, random.nextBoolean() ? "a" : "b"));
      }
      if (random.nextBoolean()) {
        wanted.add(draft("v" + value, random.nextBoolean() ? "a" : ""));
      }
    }
    RuleSet set = new RuleSet(wanted);

    RuleDiff diff = RuleDiff.between(held, set);

    List<Rule> gone =
        Stream.concat(diff.delete().stream(), diff.retag().stream().map(RuleDiff.Retag::held))
            .toList();
    List<Rule> after = new ArrayList<>(held);
    after.removeAll(gone);
    assertThat(after).as("seed %s", seed).isEqualTo(diff.keep());
    diff.drafts().forEach(draft -> after.add(new Rule("new", draft.value(), draft.tag())));
    assertThat(after.stream().map(rule -> new Rule.Draft(rule.value(), rule.tag())))
        .as("seed %s", seed)
        .containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(RuleDiff.between(after, set).isEmpty()).as("seed %s", seed).isTrue();
  }
}
