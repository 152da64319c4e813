package dev.ouzel.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.MatchingRule;
import dev.ouzel.post.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleJsonTest {
  private static Payload payload(String json) {
    return Payload.copyOf(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static List<MatchingRule> matching(String json) {
    return RuleJson.readMatching(payload(json));
  }

  @Test
  void readsIdsAndTagsOfTheRulesThatMatched() {
    assertThat(
            matching("[{'id':'7','tag':'Fl\u00fcsse'},{'id':1359605299078914049,'new':{'a':1}}]"))
        .containsExactly(
            MatchingRule.builder().id("7").tag("Fl\u00fcsse").build(),
            MatchingRule.builder().id("1359605299078914049").build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{}", "[", "7", "[null,7,'x',[]]"})
  void whatIsNoListOfRulesMatchedNone(String json) {
    assertThat(matching(json)).isEmpty();
  }

  @Test
  void findsTheRulesInAFrame() {
    assertThat(
            RuleJson.matching(
                payload(
                    "{'data':{'id':'20','text':'matching_rules'},"
                        + "'matching_rules':[{'id':'7','tag':'a'},{'id':'8'}]}")))
        .extracting(rule -> rule.id().orElse(""))
        .containsExactly("7", "8");
    assertThat(RuleJson.matching(payload("{'data':{'id':'20'}}"))).isEmpty();
    assertThat(RuleJson.matching(payload("{'errors':[],'matching_rules':[{'id':'7'}]}"))).isEmpty();
    assertThat(RuleJson.matching(payload("no JSON"))).isEmpty();
  }
}
