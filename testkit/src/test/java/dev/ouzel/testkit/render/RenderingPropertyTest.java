package dev.ouzel.testkit.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.FieldList;
import dev.ouzel.stream.FieldSelection;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.generate.RichFrames;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any frame and any request. */
final class RenderingPropertyTest {
  private static final FieldSelection EVERYTHING = FieldSelection.all(EventKind.POST);
  private static final Rendering ALL = Rendering.of(StreamEndpoint.FILTERED, EVERYTHING);
  private static final Map<String, FieldList> FIELDS =
      Map.of(
          "tweets", FieldList.TWEET_FIELDS,
          "users", FieldList.USER_FIELDS,
          "media", FieldList.MEDIA_FIELDS,
          "polls", FieldList.POLL_FIELDS,
          "places", FieldList.PLACE_FIELDS);

  /** Members that go with another one, since no name in a request stands for them. */
  private static final Set<String> UNNAMED =
      Set.of(
          "article_title",
          "username",
          "in_reply_to_tweet_id",
          "profile_geo_enrichment",
          "subscribes_to_you");

  private static final Set<String> DEFAULTS =
      Set.of(
          "id",
          "text",
          "edit_history_tweet_ids",
          "name",
          "username",
          "media_key",
          "type",
          "options",
          "full_name");

  private static List<Payload> frames(long seed) {
    List<Payload> frames = new ArrayList<>(RichFrames.of(seed).take(200));
    Instant from = Instant.parse("2026-01-06T18:40:40Z");
    frames.addAll(new PostGenerator(seed).take(100, from, Duration.ofSeconds(1)));
    return frames;
  }

  private static JsonObject json(Payload frame) {
    return new JsonObject(frame.text());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void showsNothingUnaskedAndNothingUnreferred(long seed) {
    Random random = new Random(seed);
    for (Payload whole : frames(seed)) {
      FieldSelection asked = selection(random);
      JsonObject frame = json(Rendering.of(StreamEndpoint.FILTERED, asked).of(whole));
      String context = "seed %d, %s, whole %s".formatted(seed, asked, whole.text());

      JsonObject data = frame.getJsonObject("data");
      assertThat(allowed("tweets", asked)).as(context).containsAll(data.fieldNames());
      JsonObject includes = frame.getJsonObject("includes", new JsonObject());
      for (String list : includes.fieldNames()) {
        Set<String> ids = new HashSet<>();
        for (Object item : includes.getJsonArray(list)) {
          JsonObject object = (JsonObject) item;
          assertThat(allowed(list, asked)).as(context).containsAll(object.fieldNames());
          String id = object.getString("id", object.getString("media_key"));
          assertThat(ids.add(id)).as(context).isTrue();
          assertThat(references(frame)).as(context).containsAnyOf(id, object.getString("username"));
        }
      }
    }
  }

  private static Set<String> allowed(String list, FieldSelection asked) {
    Set<String> allowed = new HashSet<>(DEFAULTS);
    FieldList fields = FIELDS.get(list);
    if (asked.lists().containsKey(fields)) {
      allowed.addAll(asked.lists().get(fields));
      allowed.retainAll(fields.publicNames());
      allowed.addAll(DEFAULTS);
      allowed.addAll(UNNAMED);
    }
    for (String path : asked.lists().getOrDefault(FieldList.EXPANSIONS, List.of())) {
      allowed.add(path.startsWith("entities.note") ? "note_tweet" : path.split("\\.", -1)[0]);
      String further = path.replace("referenced_tweets.id.", "");
      allowed.add(further.split("\\.", -1)[0]);
    }
    return allowed;
  }

  /** Every text in the frame but the included objects' own ids and names. */
  private static Set<String> references(JsonObject frame) {
    Set<String> texts = new HashSet<>();
    collect(frame.getJsonObject("data"), texts);
    JsonObject includes = frame.getJsonObject("includes", new JsonObject());
    for (Object item : includes.getJsonArray("tweets", new JsonArray())) {
      JsonObject tweet = ((JsonObject) item).copy();
      tweet.remove("id");
      tweet.remove("edit_history_tweet_ids");
      collect(tweet, texts);
    }
    return texts;
  }

  private static void collect(Object value, Set<String> texts) {
    if (value instanceof JsonObject object) {
      object.forEach(member -> collect(member.getValue(), texts));
    } else if (value instanceof JsonArray array) {
      array.forEach(item -> collect(item, texts));
    } else if (value instanceof String text) {
      texts.add(text);
    }
  }

  private static FieldSelection selection(Random random) {
    FieldSelection selection = FieldSelection.minimal();
    for (FieldList list : EventKind.POST.fieldLists()) {
      List<String> names = new ArrayList<>(list.names());
      names.removeIf(name -> random.nextInt(3) > 0);
      if (!names.isEmpty()) {
        selection = selection.with(list, names);
      }
    }
    return selection;
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void showsTheSameOfWhatItHasShown(long seed) {
    Random random = new Random(seed);
    for (Payload whole : frames(seed)) {
      FieldSelection asked = publicOf(selection(random));
      Rendering rendering = Rendering.of(StreamEndpoint.FILTERED, asked);
      Payload once = rendering.of(whole);

      String context = "seed %d, %s, whole %s".formatted(seed, asked, whole.text());
      assertThat(json(rendering.of(once))).as(context).isEqualTo(json(once));
      assertThat(json(rendering.of(ALL.of(whole)))).as(context).isEqualTo(json(once));
    }
  }

  private static FieldSelection publicOf(FieldSelection selection) {
    FieldSelection shown = FieldSelection.minimal();
    for (FieldList list : selection.lists().keySet()) {
      List<String> names = new ArrayList<>(selection.lists().get(list));
      names.retainAll(list.publicNames());
      shown = names.isEmpty() ? shown : shown.with(list, names);
    }
    return shown;
  }

  @Test
  void givesBackEveryPublicMemberToOneWhoAsksForEverything() {
    for (Payload whole : frames(9)) {
      JsonObject expected = json(whole);
      JsonObject frame = json(ALL.of(whole));

      assertThat(frame.getValue("data"))
          .as(whole.text())
          .isEqualTo(publicOf("tweets", expected.getJsonObject("data")));
      JsonObject includes = expected.getJsonObject("includes", new JsonObject());
      for (String list : frame.getJsonObject("includes", new JsonObject()).fieldNames()) {
        for (Object object : frame.getJsonObject("includes").getJsonArray(list)) {
          assertThat(
                  includes.getJsonArray(list).stream()
                      .map(item -> publicOf(list, (JsonObject) item)))
              .as(whole.text())
              .contains((JsonObject) object);
        }
      }
      assertThat(frame.getValue("matching_rules")).isEqualTo(expected.getValue("matching_rules"));
    }
  }

  private static JsonObject publicOf(String list, JsonObject object) {
    JsonObject shown = object.copy();
    FieldList fields = FIELDS.get(list);
    fields.names().stream()
        .filter(name -> !fields.publicNames().contains(name))
        .forEach(shown::remove);
    return shown;
  }
}
