package dev.ouzel.testkit.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.rule.Rule;
import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.FieldSelection;
import dev.ouzel.stream.StreamEndpoint;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** X's words and rules, whatever is shown. */
final class RenderingWordsTest {
  private static final Rendering ALL =
      Rendering.of(StreamEndpoint.FILTERED, FieldSelection.all(EventKind.POST));
  private static final Rendering LITTLE =
      Rendering.of(StreamEndpoint.FILTERED, FieldSelection.minimal());
  private static final Rule TAGGED = new Rule("1273026480692322304", "cat", Optional.of("cats"));
  private static final Rule BARE = new Rule("1273026480692322305", "dog", Optional.empty());

  private static JsonObject shown(Rendering rendering, String whole) {
    return new JsonObject(rendering.of(Payload.ofText(whole)).text());
  }

  private static JsonObject rules(Rendering rendering, List<Rule> matching) {
    String whole = "{\"data\":{\"id\":\"1\"},\"matching_rules\":[{\"id\":\"7\"}]}";
    JsonObject frame = new JsonObject(rendering.of(Payload.ofText(whole), matching).text());
    frame.remove("data");
    return frame;
  }

  @Test
  void speaksTheTweetVocabularyUnlessToldOtherwise() {
    String whole =
        """
        {"data":{"id":"3","text":"a","edit_history_tweet_ids":["3"],
          "referenced_tweets":[{"type":"quoted","id":"2"}],
          "public_metrics":{"retweet_count":4},"withheld":{"scope":"tweet"}},
         "includes":{"tweets":[{"id":"2","text":"tweets","note_tweet":{"text":"tweet"}}]}}
        """;

    assertThat(shown(ALL, whole)).isEqualTo(new JsonObject(whole));
    assertThat(shown(ALL.inPostWords(), whole))
        .isEqualTo(
            new JsonObject(
                """
                {"data":{"id":"3","text":"a","edit_history_post_ids":["3"],
                  "referenced_posts":[{"type":"quoted","id":"2"}],
                  "public_metrics":{"repost_count":4},"withheld":{"scope":"post"}},
                 "includes":{"posts":[{"id":"2","text":"tweets","note_post":{"text":"tweet"}}]}}
                """));
  }

  @Test
  void putsATwinBesideEveryIntegerThatHasAName() {
    String whole =
        """
        {"data":{"id":"3","public_metrics":{"like_count":9007199254740993},
          "display_text_range":[0,1],"entities":{"annotations":[{"start":0,"probability":0.5}]}}}
        """;

    assertThat(shown(ALL.withTwins().inPostWords(), whole).getJsonObject("data"))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"3","public_metrics":{"like_count":9007199254740993,
                   "like_count_str":"9007199254740993"},
                 "display_text_range":[0,1],
                 "entities":{"annotations":[{"start":0,"start_str":"0","probability":0.5}]}}
                """));
  }

  @Test
  void addsTheRulesThatMatched() {
    assertThat(rules(LITTLE, List.of(TAGGED, BARE)))
        .isEqualTo(
            new JsonObject(
                """
                {"matching_rules":[{"id":"1273026480692322304","tag":"cats"},
                  {"id":"1273026480692322305"}]}
                """));
    assertThat(rules(LITTLE, List.of())).isEmpty();
  }

  @Test
  void keepsTheRulesThatTheWholeFrameHas() {
    String rules = "\"matching_rules\":[{\"id\":7,\"embedding_similarity\":0.5,\"tag\":null}]";
    JsonObject whole = new JsonObject("{\"data\":{\"id\":\"1\"}," + rules + "}");

    assertThat(shown(LITTLE, whole.encode())).isEqualTo(whole);
  }

  @Test
  void showsRulesOnTheFilteredStreamAlone() {
    for (StreamEndpoint endpoint : StreamEndpoint.values()) {
      Rendering rendering = Rendering.of(endpoint, FieldSelection.minimal());

      assertThat(rules(rendering, List.of(TAGGED)).containsKey("matching_rules"))
          .as("%s", endpoint)
          .isEqualTo(endpoint == StreamEndpoint.FILTERED);
    }
  }

  @Test
  void canNumberRulesAsXDidIn2021() {
    JsonObject frame = rules(LITTLE.withNumericRuleIds(), List.of(TAGGED));

    assertThat(frame.encode())
        .isEqualTo("{\"matching_rules\":[{\"id\":1273026480692322304,\"tag\":\"cats\"}]}");
  }

  @Test
  void canShowAnEmptyTagWhereThereIsNone() {
    JsonObject frame = rules(LITTLE.withEmptyTags(), List.of(TAGGED, BARE));

    assertThat(frame.encode()).contains("\"tag\":\"cats\"").contains("\"tag\":\"\"");
  }

  @Test
  void keepsEveryTextAsItReads() {
    String text = "é … 🐦 &amp; \\\" \\\\ / \\n \\u0000 \\u2028 half \\ud83d, half \\udc26";
    String whole = "{\"data\":{\"id\":\"1\",\"text\":\"" + text + "\"}}";
    Payload line = LITTLE.of(Payload.ofText(whole));

    assertThat(new JsonObject(line.text())).isEqualTo(new JsonObject(whole));
    assertThat(line.text()).contains("é … 🐦 &amp;").contains(" / ").doesNotContain("\n");
    assertThat(line.text().toLowerCase(Locale.ROOT)).contains("half \\ud83d, half \\udc26");
  }
}
