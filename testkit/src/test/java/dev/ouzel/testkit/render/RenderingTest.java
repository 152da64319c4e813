package dev.ouzel.testkit.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.FieldList;
import dev.ouzel.stream.FieldSelection;
import dev.ouzel.stream.StreamEndpoint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which members and objects a request is shown. */
final class RenderingTest {
  private static final FieldSelection NOTHING = FieldSelection.minimal();

  /** A reply with something of every kind, and everybody and everything it refers to. */
  private static final JsonObject WHOLE =
      new JsonObject(
          """
          {"data":{"id":"30","text":"@ann look","edit_history_tweet_ids":["29","30"],
            "author_id":"1","username":"bob","lang":"en","in_reply_to_user_id":"2",
            "in_reply_to_tweet_id":"20",
            "public_metrics":{"like_count":7},"non_public_metrics":{"impression_count":9},
            "attachments":{"media_keys":["3_1"],"poll_ids":["50"],
              "media_source_tweet_id":["22"]},
            "article":{"title":"T","cover_media":"3_2","media_entities":["3_3"]},
            "entities":{"mentions":[{"start":0,"end":4,"username":"ann","id":"2"}],
              "hashtags":[{"start":5,"end":9,"tag":"look"}]},
            "note_tweet":{"text":"@ann @cat look",
              "entities":{"mentions":[{"start":5,"end":9,"username":"cat"}]}},
            "geo":{"place_id":"ff","coordinates":{"type":"Point","coordinates":[1.5,2]}},
            "referenced_tweets":[{"type":"replied_to","id":"20"},{"type":"quoted","id":"21"}]},
           "includes":{
            "users":[{"id":"1","name":"Bob","username":"bob","verified":true},
              {"id":"2","name":"Ann","username":"ann","verified":true},
              {"id":"3","name":"Cat","username":"cat"},{"id":"4","name":"Dan","username":"dan"},
              {"id":"9","name":"Stranger","username":"stranger"}],
            "tweets":[{"id":"20","text":"q","edit_history_tweet_ids":["20"],"author_id":"2",
                "lang":"fr"},
              {"id":"21","text":"r","author_id":"4","attachments":{"media_keys":["3_4"]}},
              {"id":"22","text":"s"},{"id":"29","text":"t"},{"id":"99","text":"stranger"}],
            "media":[{"media_key":"3_1","type":"photo","url":"u"},{"media_key":"3_2","type":"photo"},
              {"media_key":"3_3","type":"photo"},{"media_key":"3_4","type":"photo"}],
            "polls":[{"id":"50","options":[],"voting_status":"open"}],
            "places":[{"id":"ff","full_name":"F","country":"C"}],
            "topics":[{"id":"60","name":"N"}]},
           "errors":[{"title":"a","parameter":"referenced_tweets.id","resource_id":"23"},
             {"title":"b","resource_id":"2"},
             {"title":"c","field":"non_public_metrics.x","parameter":"author_id"},
             {"title":"d"}]}
          """);

  private static JsonObject shown(FieldSelection asked) {
    return shown(StreamEndpoint.FILTERED, asked, WHOLE);
  }

  private static JsonObject shown(StreamEndpoint endpoint, FieldSelection asked, JsonObject whole) {
    Payload line = Rendering.of(endpoint, asked).of(Payload.ofText(whole.encode()));
    return new JsonObject(line.text());
  }

  private static FieldSelection expanding(String... names) {
    return NOTHING.with(FieldList.EXPANSIONS, List.of(names));
  }

  private static JsonObject data(FieldSelection asked) {
    return shown(asked).getJsonObject("data");
  }

  private static Set<String> ids(JsonObject frame, String list) {
    Set<String> ids = new TreeSet<>();
    JsonObject includes = frame.getJsonObject("includes", new JsonObject());
    for (Object item : includes.getJsonArray(list, new JsonArray())) {
      JsonObject object = (JsonObject) item;
      ids.add(object.getString("id", object.getString("media_key")));
    }
    return ids;
  }

  @Test
  void showsXsDefaultsToOneWhoAsksForNothing() {
    assertThat(shown(NOTHING))
        .isEqualTo(
            new JsonObject(
                """
                {"data":{"id":"30","text":"@ann look","edit_history_tweet_ids":["29","30"]},
                 "errors":[{"title":"d"}]}
                """));
  }

  @Test
  void showsFieldsBesideTheDefaultsAndWhole() {
    FieldSelection asked = NOTHING.with(FieldList.TWEET_FIELDS, List.of("lang", "entities", "geo"));

    assertThat(data(asked).fieldNames())
        .containsExactlyInAnyOrder(
            "id", "text", "edit_history_tweet_ids", "lang", "entities", "geo");
    assertThat(data(asked).getJsonObject("entities").fieldNames())
        .containsExactly("mentions", "hashtags");
    assertThat(shown(asked).containsKey("includes")).isFalse();
  }

  @Test
  void showsTheAuthorAsXsExampleDoes() {
    JsonObject frame = shown(expanding("author_id"));

    assertThat(frame.getJsonObject("data").fieldNames())
        .containsExactlyInAnyOrder("id", "text", "edit_history_tweet_ids", "author_id");
    assertThat(frame.getJsonObject("includes"))
        .isEqualTo(
            new JsonObject("{\"users\":[{\"id\":\"1\",\"name\":\"Bob\",\"username\":\"bob\"}]}"));
  }

  @ParameterizedTest
  @CsvSource({
    "article.cover_media, media, 3_2",
    "article.media_entities, media, 3_3",
    "attachments.media_keys, media, 3_1",
    "attachments.media_source_tweet, tweets, 22",
    "attachments.poll_ids, polls, 50",
    "author_id, users, 1",
    "edit_history_tweet_ids, tweets, 29",
    "entities.mentions.username, users, 2",
    "entities.note.mentions.username, users, 3",
    "geo.place_id, places, ff",
    "in_reply_to_user_id, users, 2",
    "referenced_tweets.id, tweets, 20 21",
    "referenced_tweets.id.attachments.media_keys, media, 3_4",
    "referenced_tweets.id.author_id, users, 2 4",
  })
  void bringsAlongWhatAnExpansionLeadsTo(String expansion, String list, String ids) {
    assertThat(ids(shown(expanding(expansion)), list)).containsExactly(ids.split(" ", -1));
  }

  @ParameterizedTest
  @EnumSource(
      value = FieldList.class,
      names = {"EXPANSIONS", "LIKE_EXPANSIONS"})
  void knowsEveryExpansion(FieldList list) {
    StreamEndpoint endpoint =
        list == FieldList.EXPANSIONS ? StreamEndpoint.FILTERED : StreamEndpoint.LIKES_FIREHOSE;

    assertThat(Rendering.of(endpoint, NOTHING.with(list, list.names()))).isNotNull();
  }

  @Test
  void showsOfAMemberOnlyWhatRefersToTheExpanded() {
    JsonObject data =
        data(
            expanding(
                "attachments.poll_ids",
                "entities.mentions.username",
                "geo.place_id",
                "entities.note.mentions.username",
                "referenced_tweets.id"));

    assertThat(data.getJsonObject("attachments").fieldNames()).containsExactly("poll_ids");
    assertThat(data.getJsonObject("entities").fieldNames()).containsExactly("mentions");
    assertThat(data.getJsonObject("geo").fieldNames()).containsExactly("place_id");
    assertThat(data.getJsonObject("note_tweet").fieldNames()).containsExactly("entities");
    assertThat(data.getValue("referenced_tweets"))
        .isEqualTo(WHOLE.getJsonObject("data").getValue("referenced_tweets"));
  }

  @Test
  void leavesOutAMemberOfWhichNothingIsShown() {
    JsonObject whole = WHOLE.copy();
    whole.getJsonObject("data").getJsonObject("attachments").remove("poll_ids");

    JsonObject frame = shown(StreamEndpoint.SAMPLE, expanding("attachments.poll_ids"), whole);

    assertThat(frame.getJsonObject("data").containsKey("attachments")).isFalse();
  }

  @Test
  void bringsAlongObjectsHalfwayWithWhatLeadsOn() {
    JsonObject frame = shown(expanding("referenced_tweets.id.author_id"));

    assertThat(ids(frame, "tweets")).containsExactly("20", "21");
    JsonArray tweets = frame.getJsonObject("includes").getJsonArray("tweets");
    assertThat(tweets.getJsonObject(0).fieldNames())
        .containsExactlyInAnyOrder("id", "text", "edit_history_tweet_ids", "author_id");
    assertThat(tweets.getJsonObject(1).fieldNames())
        .containsExactlyInAnyOrder("id", "text", "author_id");
    assertThat(frame.getJsonObject("data").containsKey("author_id")).isFalse();
  }

  @Test
  void showsIncludedObjectsAsTheirListsAsk() {
    JsonObject frame =
        shown(
            expanding("author_id", "referenced_tweets.id", "attachments.media_keys")
                .with(FieldList.TWEET_FIELDS, List.of("lang"))
                .with(FieldList.USER_FIELDS, List.of("verified"))
                .with(FieldList.MEDIA_FIELDS, List.of("url")));
    JsonObject includes = frame.getJsonObject("includes");

    assertThat(includes.getJsonArray("users").getJsonObject(0).fieldNames())
        .containsExactlyInAnyOrder("id", "name", "username", "verified");
    assertThat(includes.getJsonArray("tweets").getJsonObject(0).fieldNames())
        .containsExactlyInAnyOrder("id", "text", "edit_history_tweet_ids", "lang");
    assertThat(includes.getJsonArray("media").getJsonObject(0).fieldNames())
        .containsExactlyInAnyOrder("media_key", "type", "url");
  }

  @Test
  void showsAnObjectOnceHoweverManyReferToIt() {
    JsonObject whole = WHOLE.copy();
    JsonArray users = whole.getJsonObject("includes").getJsonArray("users");
    users.add(users.getJsonObject(1).copy().put("name", "Ann again"));

    JsonObject frame =
        shown(
            StreamEndpoint.FILTERED,
            expanding("in_reply_to_user_id", "entities.mentions.username"),
            whole);

    assertThat(frame.getJsonObject("includes").getJsonArray("users")).hasSize(1);
    assertThat(frame.encode()).contains("\"Ann\"").doesNotContain("again");
  }

  @Test
  void tellsOnlyOfProblemsWithWhatWasAskedFor() {
    assertThat(titles(NOTHING)).containsExactly("d");
    assertThat(titles(expanding("referenced_tweets.id"))).containsExactly("a", "d");
    assertThat(titles(expanding("in_reply_to_user_id"))).containsExactly("b", "d");
    assertThat(
            titles(
                expanding("author_id").with(FieldList.TWEET_FIELDS, List.of("non_public_metrics"))))
        .containsExactly("c", "d");
  }

  private static List<String> titles(FieldSelection asked) {
    return shown(asked).getJsonArray("errors").stream()
        .map(problem -> ((JsonObject) problem).getString("title"))
        .toList();
  }

  @Test
  void neverShowsWhatIsPrivate() {
    FieldSelection asked =
        NOTHING.with(FieldList.TWEET_FIELDS, List.of("public_metrics", "non_public_metrics"));

    assertThat(data(asked).containsKey("public_metrics")).isTrue();
    assertThat(data(asked).containsKey("non_public_metrics")).isFalse();
  }

  @Test
  void showsMembersWithoutAFieldBesideTheirNeighbours() {
    FieldSelection asked =
        NOTHING.with(FieldList.TWEET_FIELDS, List.of("author_id", "in_reply_to_user_id"));

    assertThat(data(asked).fieldNames()).contains("username", "in_reply_to_tweet_id");
    assertThat(data(NOTHING).fieldNames()).doesNotContain("username", "in_reply_to_tweet_id");
  }

  @Test
  void showsLikesAsTheirListsAsk() {
    JsonObject like =
        new JsonObject(
            """
            {"data":{"id":"8f","created_at":"2026-07-24T21:12:45.000Z",
              "liked_tweet_author_id":"3","liked_tweet_id":"20","timestamp_ms":"1784927565236",
              "attachments_media_keys":["3_1"]},
             "includes":{"users":[{"id":"3","name":"C","username":"c"}],
              "tweets":[{"id":"20","text":"q","lang":"fr"}],
              "media":[{"media_key":"3_1","type":"photo"}]}}
            """);
    FieldSelection asked =
        NOTHING
            .with(FieldList.LIKE_FIELDS, List.of("timestamp_ms"))
            .with(FieldList.LIKE_EXPANSIONS, List.of("liked_tweet_id"));

    assertThat(shown(StreamEndpoint.LIKES_FIREHOSE, NOTHING, like))
        .isEqualTo(new JsonObject("{\"data\":{\"id\":\"8f\"}}"));
    assertThat(shown(StreamEndpoint.LIKES_FIREHOSE, asked, like))
        .isEqualTo(
            new JsonObject(
                """
                {"data":{"id":"8f","liked_tweet_id":"20","timestamp_ms":"1784927565236"},
                 "includes":{"tweets":[{"id":"20","text":"q"}]}}
                """));
    assertThat(
            ids(
                shown(
                    StreamEndpoint.LIKES_SAMPLE10,
                    NOTHING.with(
                        FieldList.LIKE_EXPANSIONS,
                        List.of("attachments.media_keys", "liked_tweet_author_id")),
                    like),
                "media"))
        .containsExactly("3_1");
  }

  @Test
  void showsEventsThatTakeNoListsWhole() {
    JsonObject event =
        new JsonObject(
            "{\"data\":{\"delete\":{\"tweet\":{\"id\":\"1\",\"author_id\":\"2\"},"
                + "\"event_at\":\"2022-12-23T12:34:56.789Z\"}}}");

    assertThat(shown(StreamEndpoint.TWEETS_COMPLIANCE, NOTHING, event)).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"errors\": [{\"title\":\"operational-disconnect\"}]}",
        "{\"data\":[]}",
        "[1]",
        "null",
        "{\"data\":{\"id\"",
        "",
      })
  void sendsWhatIsNoEventAsItIs(String line) {
    Payload whole = Payload.ofText(line);

    assertThat(Rendering.of(StreamEndpoint.FILTERED, NOTHING).of(whole)).isEqualTo(whole);
  }

  @Test
  void toleratesMembersOfStrangeTypes() {
    JsonObject strange =
        new JsonObject()
            .put("data", new JsonObject().put("id", 1).put("author_id", new JsonObject()))
            .put("includes", "none")
            .put("errors", new JsonObject())
            .put("matching_rules", 5);

    assertThat(shown(StreamEndpoint.FILTERED, FieldSelection.standard(), strange))
        .isEqualTo(
            new JsonObject()
                .put("data", new JsonObject().put("id", 1).put("author_id", new JsonObject())));
  }

  @Test
  void refusesListsThatTheEndpointDoesNotTake() {
    FieldSelection asked = FieldSelection.standard();

    assertThatThrownBy(() -> Rendering.of(StreamEndpoint.LIKES_FIREHOSE, asked))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LIKES_FIREHOSE");
  }
}
