package dev.ouzel.testkit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.rule.RuleExpression;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class RuleMatcherPropertiesTest {
  @Property
  void andBindsBeforeOr(
      @ForAll @Size(min = 1, max = 4)
          List<@Size(min = 1, max = 4) List<@From("words") String>> rule,
      @ForAll Set<@From("words") String> said) {
    boolean expected = rule.stream().anyMatch(said::containsAll);
    List<String> alternatives = rule.stream().map(words -> String.join(" ", words)).toList();

    assertThat(matches(String.join(" OR ", alternatives), said)).isEqualTo(expected);
  }

  @Property
  void bracketsComeFirst(
      @ForAll @Size(min = 1, max = 4)
          List<@Size(min = 1, max = 4) List<@From("words") String>> rule,
      @ForAll Set<@From("words") String> said) {
    boolean expected =
        rule.stream().allMatch(alternatives -> alternatives.stream().anyMatch(said::contains));
    List<String> groups =
        rule.stream().map(words -> "(" + String.join(" OR ", words) + ")").toList();

    assertThat(matches(String.join(" ", groups), said)).isEqualTo(expected);
  }

  @Property
  void writingEveryBracketChangesNothing(
      @ForAll("rules") String rule, @ForAll Set<@From("words") String> said) {
    String bracketed = RuleExpression.of(rule).bracketed();

    assertThat(matches(bracketed, said)).as(bracketed).isEqualTo(matches(rule, said));
  }

  @Property
  void anyFrameIsAPostOrNone(@ForAll byte[] bytes, @ForAll("scraps") String scrap) {
    assertThat(PublishedPost.of(Payload.copyOf(bytes))).isEmpty();
    PublishedPost.of(Payload.ofText("{\"data\":{\"id\":\"1\"," + scrap + "}}"))
        .ifPresent(post -> assertThat(RuleMatcher.of("cat").matches(post)).isFalse());
  }

  private static boolean matches(String rule, Set<String> said) {
    JsonObject data = new JsonObject().put("id", "1").put("text", String.join(" ", said));
    Payload frame = Payload.ofText(new JsonObject().put("data", data).encode());
    return RuleMatcher.of(rule).matches(PublishedPost.of(frame).orElseThrow());
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of("ant", "bee", "cat", "dog", "elk", "fox");
  }

  /** Any rule, joined with one positive word so that X takes it. */
  @Provide
  Arbitrary<String> rules() {
    Arbitrary<String> rule = words();
    for (int depth = 0; depth < 3; depth++) {
      Arbitrary<String> inner = rule;
      Arbitrary<String> term =
          Arbitraries.oneOf(
              words(),
              words().map(word -> "-" + word),
              inner.map("(%s)"::formatted),
              inner.map("-(%s)"::formatted));
      Arbitrary<String> all =
          term.list().ofMinSize(1).ofMaxSize(3).map(list -> String.join(" ", list));
      rule = all.list().ofMinSize(1).ofMaxSize(3).map(list -> String.join(" OR ", list));
    }
    return rule.map("ant OR %s"::formatted);
  }

  @Provide
  Arbitrary<String> scraps() {
    Arbitrary<String> names =
        Arbitraries.of(
            "text",
            "entities",
            "author_id",
            "geo",
            "referenced_tweets",
            "note_tweet",
            "attachments",
            "context_annotations",
            "in_reply_to_user_id");
    Arbitrary<String> values =
        Arbitraries.of(
            "null",
            "1",
            "\"x\"",
            "[]",
            "{}",
            "[null,1,{}]",
            "{\"urls\":[{\"url\":1}]}",
            "[{\"type\":\"quoted\",\"id\":\"1\"},{\"type\":\"retweeted\"}]",
            "{\"text\":[]}",
            "{\"coordinates\":{\"coordinates\":[1]}}",
            "{\"media_keys\":[\"1\"]}");
    return names
        .flatMap(name -> values.map(value -> "\"%s\":%s".formatted(name, value)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(list -> String.join(",", list));
  }
}
