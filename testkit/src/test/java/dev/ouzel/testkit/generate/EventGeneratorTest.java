package dev.ouzel.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.StreamEndpoint;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventGeneratorTest {
  private static final Instant START = Instant.parse("2026-01-06T18:40:40.344Z");
  private static final Instant AT = START.plus(Duration.ofMinutes(1));
  private static final int COUNT = 1_000;

  /** Of posts that {@link #events} are about: the frame of each, by id. */
  private final Map<String, ReadFrame> posts = new HashMap<>();

  static Stream<StreamEndpoint> streamsOfEvents() {
    return Stream.of(StreamEndpoint.values()).filter(stream -> stream.events() != EventKind.POST);
  }

  private final PostGenerator generator = new PostGenerator(7);
  private final EventGenerator events = EventGenerator.about(generator, 3);

  EventGeneratorTest() {
    for (Payload post : generator.take(COUNT, START, Duration.ofMillis(20))) {
      ReadFrame frame = ReadFrame.of(post);
      posts.put(frame.id(), frame);
    }
  }

  private List<JsonObject> frames(StreamEndpoint stream) {
    return frames(stream, COUNT);
  }

  private List<JsonObject> frames(StreamEndpoint stream, int count) {
    return Stream.generate(() -> events.next(stream, AT))
        .limit(count)
        .map(event -> new JsonObject(event.text()))
        .toList();
  }

  /** The events of a stream whose {@code data} has one key, by that key. */
  private Map<String, List<JsonObject>> byKind(StreamEndpoint stream) {
    Map<String, List<JsonObject>> kinds = new HashMap<>();
    for (JsonObject frame : frames(stream)) {
      assertThat(frame.fieldNames()).containsExactly("data");
      JsonObject data = frame.getJsonObject("data");
      assertThat(data).hasSize(1);
      String kind = data.fieldNames().iterator().next();
      kinds.computeIfAbsent(kind, key -> new ArrayList<>()).add(data.getJsonObject(kind));
      if (stream.events() != EventKind.ACTIVITY) {
        assertThat(data.getJsonObject(kind).getString("event_at"))
            .isEqualTo("2026-01-06T18:41:40.344Z");
      }
    }
    return kinds;
  }

  @ParameterizedTest
  @MethodSource("streamsOfEvents")
  void makesTheSameBytesFromTheSameSeed(StreamEndpoint stream) {
    EventGenerator first = EventGenerator.of(5);
    EventGenerator second = EventGenerator.of(5);
    EventGenerator other = EventGenerator.of(6);
    Set<Payload> different = new HashSet<>();
    for (int n = 0; n < 50; n++) {
      Payload event = first.next(stream, AT);
      assertThat(second.next(stream, AT)).isEqualTo(event);
      assertThat(event.text()).doesNotContain("\n").doesNotContain("\r");
      different.add(event);
      different.add(other.next(stream, AT));
    }
    assertThat(different).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @EnumSource(names = {"FILTERED", "SAMPLE", "FIREHOSE_JA"})
  void leavesPostsToThePostGenerator(StreamEndpoint stream) {
    assertThatThrownBy(() -> events.next(stream, AT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(stream.toString());
  }

  @Test
  void likesPostsThatWereMade() {
    Set<String> ids = new HashSet<>();
    for (JsonObject frame : frames(StreamEndpoint.LIKES_FIREHOSE)) {
      JsonObject like = frame.getJsonObject("data");
      assertThat(like.fieldNames())
          .containsExactlyInAnyOrder(
              "id", "created_at", "timestamp_ms", "liked_tweet_id", "liked_tweet_author_id");
      assertThat(like.getString("id")).matches("[0-9a-f]{32}");
      assertThat(like.getString("created_at")).isEqualTo("2026-01-06T18:41:40.000Z");
      assertThat(like.getValue("timestamp_ms")).isEqualTo(Long.toString(AT.toEpochMilli()));
      ReadFrame read = new ReadFrame(frame);
      JsonObject liked = posts.get(like.getString("liked_tweet_id")).data();
      assertThat(liked.getString("author_id")).isEqualTo(like.getString("liked_tweet_author_id"));
      assertThat(read.includedIds("tweets")).containsExactly(like.getString("liked_tweet_id"));
      assertThat(read.includedIds("users")).containsExactly(liked.getString("author_id"));
      assertThat(read.includedIds("media"))
          .isEqualTo(
              ReadFrame.strings(
                  liked.getJsonObject("attachments", new JsonObject()), "media_keys"));
      ids.add(like.getString("id"));
    }
    assertThat(ids).hasSize(COUNT);
  }

  @Test
  void tellsWhatBecomesOfPosts() {
    Map<String, List<JsonObject>> kinds = byKind(StreamEndpoint.TWEETS_COMPLIANCE);

    assertThat(kinds).containsOnlyKeys("delete", "withheld", "drop", "undrop", "tweet_edit");
    for (String kind : List.of("delete", "withheld", "drop", "undrop")) {
      assertThat(kinds.get(kind)).allSatisfy(event -> assertAboutAPost(event));
    }
    assertThat(kinds.get("withheld"))
        .allSatisfy(
            event ->
                assertThat(ReadFrame.strings(event, "withheld_in_countries"))
                    .isNotEmpty()
                    .allMatch(country -> country.matches("[A-Z]{2}")));
  }

  private void assertAboutAPost(JsonObject event) {
    JsonObject tweet = event.getJsonObject("tweet");
    assertThat(tweet.fieldNames()).containsExactlyInAnyOrder("id", "author_id");
    assertThat(posts.get(tweet.getString("id")).data().getString("author_id"))
        .isEqualTo(tweet.getString("author_id"));
  }

  @Test
  void tellsOfEditsThatWereMade() {
    List<JsonObject> edits = byKind(StreamEndpoint.TWEETS_COMPLIANCE).get("tweet_edit");

    assertThat(edits).isNotEmpty();
    for (JsonObject edit : edits) {
      assertThat(edit.fieldNames())
          .containsExactlyInAnyOrder("tweet", "initial_tweet_id", "edit_tweet_ids", "event_at");
      String id = edit.getJsonObject("tweet").getString("id");
      List<String> history = ReadFrame.strings(posts.get(id).data(), "edit_history_tweet_ids");
      assertThat(edit.getJsonObject("tweet")).hasSize(1);
      assertThat(ReadFrame.strings(edit, "edit_tweet_ids"))
          .isEqualTo(history)
          .hasSizeGreaterThan(1);
      assertThat(edit.getString("initial_tweet_id")).isEqualTo(history.get(0));
    }
  }

  @Test
  void tellsOfADeletedPostOnceMoreForEachThatQuotesIt() {
    Set<String> deleted = new HashSet<>();
    int quotes = 0;
    for (JsonObject event : byKind(StreamEndpoint.TWEETS_COMPLIANCE).get("delete")) {
      String id = event.getJsonObject("tweet").getString("id");
      if (event.containsKey("quote_tweet_id")) {
        ReadFrame quote = posts.get(event.getString("quote_tweet_id"));
        assertThat(quote.reference("quoted")).contains(id);
        assertThat(deleted).contains(id);
        quotes++;
      } else {
        assertThat(deleted.add(id)).as(id).isTrue();
      }
    }
    assertThat(quotes).isPositive();
  }

  @Test
  void refersToNoPostThatIsDeleted() {
    Set<String> deleted = new HashSet<>();
    for (JsonObject frame : frames(StreamEndpoint.TWEETS_COMPLIANCE, 200)) {
      JsonObject delete = frame.getJsonObject("data").getJsonObject("delete", new JsonObject());
      deleted.add(delete.getJsonObject("tweet", new JsonObject()).getString("id"));
    }
    for (Payload post : generator.take(COUNT, AT, Duration.ofMillis(20))) {
      for (JsonObject reference :
          ReadFrame.objects(ReadFrame.of(post).data(), "referenced_tweets")) {
        assertThat(deleted).doesNotContain(reference.getString("id"));
      }
    }
  }

  @Test
  void tellsWhatBecomesOfAccounts() {
    Map<String, List<JsonObject>> kinds = byKind(StreamEndpoint.USERS_COMPLIANCE);
    Map<String, Set<String>> members =
        Map.of(
            "user_protect", Set.of(),
            "user_unprotect", Set.of(),
            "user_delete", Set.of(),
            "user_undelete", Set.of(),
            "user_suspend", Set.of(),
            "user_unsuspend", Set.of(),
            "user_withheld", Set.of("withheld_in_countries"),
            "scrub_geo", Set.of("up_to_tweet_id"),
            "user_profile_modification", Set.of("profile_field", "new_value"));

    assertThat(kinds.keySet()).isEqualTo(members.keySet());
    kinds.forEach(
        (kind, told) -> {
          Set<String> expected = new HashSet<>(members.get(kind));
          expected.addAll(Set.of("user", "event_at"));
          assertThat(told).allSatisfy(event -> assertThat(event.fieldNames()).isEqualTo(expected));
          assertThat(told)
              .extracting(event -> event.getJsonObject("user").getString("id"))
              .allMatch(id -> id.matches(ReadFrame.USER_ID));
        });
    assertThat(kinds.get("user_profile_modification"))
        .extracting(event -> event.getString("profile_field"))
        .contains("name", "description", "location", "URL");
    assertThat(kinds.get("scrub_geo"))
        .allMatch(event -> posts.containsKey(event.getString("up_to_tweet_id")));
  }

  @Test
  void tellsOfLikesTakenBack() {
    Map<String, List<JsonObject>> kinds = byKind(StreamEndpoint.LIKES_COMPLIANCE);

    assertThat(kinds).containsOnlyKeys("delete");
    for (JsonObject event : kinds.get("delete")) {
      JsonObject favourite = event.getJsonObject("favorite");
      assertThat(favourite.fieldNames()).containsExactlyInAnyOrder("id", "user_id");
      assertThat(posts).containsKey(favourite.getString("id"));
    }
  }

  @Test
  void putsLabelsOnPostsAndTakesThemOff() {
    Map<String, List<JsonObject>> kinds = byKind(StreamEndpoint.TWEET_LABEL);

    assertThat(kinds).containsOnlyKeys("public_tweet_notice", "public_tweet_unviewable");
    Consumer<JsonObject> label =
        event -> {
          assertAboutAPost(event);
          assertThat(event.getString("application")).isIn("apply", "remove");
        };
    assertThat(kinds.get("public_tweet_notice"))
        .allSatisfy(label)
        .allMatch(event -> event.getString("event_type").equals("misleading"))
        .anyMatch(event -> event.containsKey("label_title"));
    assertThat(kinds.get("public_tweet_unviewable")).allSatisfy(label);
  }

  @Test
  void wrapsActivityInEnvelopes() {
    Map<String, Set<String>> payloads = new HashMap<>();
    for (JsonObject frame : frames(StreamEndpoint.ACTIVITY_STREAM)) {
      JsonObject event = frame.getJsonObject("data");
      assertThat(event.fieldNames())
          .contains("event_uuid", "filter", "event_type", "payload")
          .isSubsetOf("event_uuid", "filter", "event_type", "payload", "tag", "includes");
      assertThat(event.getString("event_uuid")).matches("-?[0-9]{1,19}");
      assertThat(event.getJsonObject("filter").getString("user_id")).matches(ReadFrame.USER_ID);
      payloads.put(event.getString("event_type"), event.getJsonObject("payload").fieldNames());
    }

    assertThat(payloads.get("post.create")).contains("id", "text", "author_id");
    assertThat(payloads.get("post.delete")).containsExactlyInAnyOrder("id", "author_id");
    assertThat(payloads.get("like.create")).contains("liked_tweet_id", "timestamp_ms");
    assertThat(payloads.get("follow.follow")).containsExactlyInAnyOrder("source", "target");
    assertThat(payloads.get("follow.unfollow")).containsExactlyInAnyOrder("source", "target");
    assertThat(payloads.get("profile.update.bio")).containsExactlyInAnyOrder("before", "after");
    assertThat(payloads).hasSize(6);
  }

  @Test
  void makesItsOwnPostsWhenNoneAreGiven() {
    EventGenerator alone = EventGenerator.of(1);
    ReadFrame like = ReadFrame.of(alone.next(StreamEndpoint.LIKES_SAMPLE10, AT));
    String created = like.included("tweets").get(0).getString("created_at");
    Set<String> kinds = new HashSet<>();
    for (int n = 0; n < 500; n++) {
      ReadFrame event = ReadFrame.of(alone.next(StreamEndpoint.TWEETS_COMPLIANCE, AT));
      kinds.addAll(event.data().fieldNames());
    }

    assertThat(Instant.parse(created)).isBefore(AT);
    assertThat(kinds).contains("delete", "withheld", "drop", "undrop", "tweet_edit");
  }
}
