package dev.ouzel.testkit.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.post.Payload;
import dev.ouzel.rule.RuleOperator;
import dev.ouzel.testkit.generate.RichFrames;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleMatcherTest {
  private static final Map<String, PublishedPost> POSTS = MatchTable.posts();

  static List<MatchTable.Case> cases() {
    return MatchTable.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void matchesAsDocumented(MatchTable.Case one) {
    assertThat(POSTS).containsKey(one.post());
    assertThat(RuleMatcher.of(one.rule()).matches(POSTS.get(one.post()))).isEqualTo(one.expected());
  }

  @Test
  void theTableSpeaksOfEveryOperatorAndEveryPost() {
    Set<RuleOperator> unspoken = EnumSet.allOf(RuleOperator.class);
    String rules = String.join("\n", cases().stream().map(MatchTable.Case::rule).toList());
    unspoken.removeIf(operator -> operator.names().stream().anyMatch(rules::contains));

    assertThat(unspoken).isEmpty();
    assertThat(cases()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    assertThat(cases()).extracting(MatchTable.Case::post).containsAll(POSTS.keySet());
  }

  @Test
  void aSampleIsTheSameEachTimeAndAboutAsLargeAsAskedFor() {
    RuleMatcher tenth = RuleMatcher.of("birds sample:10");
    RuleMatcher half = RuleMatcher.of("birds sample:50");
    List<PublishedPost> posts =
        LongStream.range(0, 10_000)
            .mapToObj(
                n ->
                    post("{\"data\":{\"id\":\"" + (1_000_000_000L + n) + "\",\"text\":\"birds\"}}"))
            .toList();

    List<PublishedPost> sample = posts.stream().filter(tenth::matches).toList();

    assertThat(sample).hasSizeBetween(800, 1_200).allMatch(half::matches);
    assertThat(posts.stream().filter(half::matches)).hasSizeBetween(4_700, 5_300);
    assertThat(posts.stream().filter(tenth::matches)).isEqualTo(sample);
    assertThat(posts.stream().filter(RuleMatcher.of("cats sample:100")::matches)).isEmpty();
  }

  @Test
  void asksAFunctionForAnOperator() {
    RuleMatcher drinks =
        RuleMatcher.of("embedding:\"cold drinks\" -from:11 context:1.2")
            .with(RuleOperator.EMBEDDING, (meaning, post) -> post.text().contains("cola"))
            .with(RuleOperator.CONTEXT, (pair, post) -> pair.equals("1.2"));

    assertThat(drinks.matches(POSTS.get("cola"))).isTrue();
    assertThat(drinks.matches(POSTS.get("ice"))).isFalse();
    assertThat(drinks.rule().text()).isEqualTo("embedding:\"cold drinks\" -from:11 context:1.2");
  }

  @Test
  void refusesARuleThatXWouldRefuse() {
    assertThatThrownBy(() -> RuleMatcher.of("-cat"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Rules must contain a non-negation term (at position 1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "null",
        "{}",
        "{\"errors\":[]}",
        "{\"data\":{\"text\":\"x\"}}"
      })
  void aFrameWithoutAPostIsNone(String frame) {
    assertThat(PublishedPost.of(Payload.ofText(frame))).isEmpty();
  }

  @Test
  void tellsWhatItRead() {
    PublishedPost post = POSTS.get("long");

    assertThat(post.id()).isEqualTo("1046");
    assertThat(post.text()).endsWith("the end is buried treasure");
    assertThat(post.authorId()).contains("33");
    assertThat(post.frame().text()).contains("1046");
    assertThat(POSTS.get("odd").text()).isEmpty();
    assertThat(POSTS.get("odd").authorId()).isEmpty();
  }

  @Test
  void postsThatShowEachOtherAreReadOnce() {
    PublishedPost post =
        post(
            """
            {"data":{"id":"1","text":"one","referenced_tweets":[{"type":"quoted","id":"2"}]},
             "includes":{"tweets":[
               {"id":"2","text":"two","referenced_tweets":[{"type":"quoted","id":"1"}]},
               {"id":"1","text":"one","referenced_tweets":[{"type":"quoted","id":"2"}]}]}}""");

    assertThat(RuleMatcher.of("one two").matches(post)).isTrue();
  }

  @Test
  void everyRuleOfTheTableCanBeAskedOfEveryGeneratedPost() {
    List<RuleMatcher> rules =
        cases().stream().map(MatchTable.Case::rule).distinct().map(RuleMatcher::of).toList();
    RichFrames frames = RichFrames.of(5);

    for (RichFrames some : List.of(frames, frames.inPostWords())) {
      List<PublishedPost> posts =
          some.take(200).stream().flatMap(frame -> PublishedPost.of(frame).stream()).toList();
      assertThat(posts).hasSizeGreaterThan(150);
      assertThat(rules).anyMatch(rule -> posts.stream().anyMatch(rule::matches));
    }
  }

  @Test
  void bothVocabulariesMatchAlike() {
    List<RuleMatcher> rules =
        cases().stream().map(MatchTable.Case::rule).distinct().map(RuleMatcher::of).toList();
    RichFrames tweets = RichFrames.of(7);
    RichFrames posts = RichFrames.of(7).inPostWords();

    for (int n = 0; n < 200; n++) {
      Optional<PublishedPost> tweet = PublishedPost.of(tweets.frame(n));
      Optional<PublishedPost> post = PublishedPost.of(posts.frame(n));
      assertThat(matching(rules, post)).as("frame " + n).isEqualTo(matching(rules, tweet));
    }
  }

  private static List<String> matching(List<RuleMatcher> rules, Optional<PublishedPost> post) {
    return rules.stream()
        .filter(rule -> post.filter(rule::matches).isPresent())
        .map(rule -> rule.rule().text())
        .toList();
  }

  private static PublishedPost post(String frame) {
    return PublishedPost.of(Payload.ofText(frame)).orElseThrow();
  }
}
