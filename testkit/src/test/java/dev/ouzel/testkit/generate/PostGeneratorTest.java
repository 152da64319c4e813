package dev.ouzel.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.spec.SpecFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PostGeneratorTest {
  private static final Instant START = Instant.parse("2026-01-06T18:40:40.344Z");
  private static final Duration APART = Duration.ofMillis(20);
  private static final int COUNT = 5_000;
  private static final List<Payload> POSTS = new PostGenerator(7).take(COUNT, START, APART);
  private static final List<ReadFrame> FRAMES = POSTS.stream().map(ReadFrame::of).toList();

  @Test
  void makesTheSameBytesFromTheSameSeed() {
    assertThat(new PostGenerator(7).take(500, START, APART)).isEqualTo(POSTS.subList(0, 500));
    assertThat(new PostGenerator(8).take(1, START, APART).get(0)).isNotEqualTo(POSTS.get(0));
  }

  @Test
  void givesIdsThatStrictlyIncreaseAndTellWhenAPostWasCreated() {
    long before = 0;
    for (int n = 0; n < COUNT; n++) {
      PostId id = PostId.of(FRAMES.get(n).id());
      assertThat(id.value()).isGreaterThan(before);
      before = id.value();
      Instant created = id.createdAt().orElseThrow();
      assertThat(created).isEqualTo(START.plus(APART.multipliedBy(n)));
      assertThat(FRAMES.get(n).data().getString("created_at"))
          .isEqualTo(created.toString().substring(0, 19) + ".000Z");
    }
  }

  @Test
  void goesOnFromTheLastIdWhenTimeStandsStillOrGoesBack() {
    PostGenerator generator = new PostGenerator(7);
    long first = Long.parseLong(ReadFrame.of(generator.next(START, List.of())).id());
    long second = Long.parseLong(ReadFrame.of(generator.next(START, List.of())).id());
    Payload third = generator.next(START.minusSeconds(60), List.of());
    assertThat(second).isGreaterThan(first);
    assertThat(Long.parseLong(ReadFrame.of(third).id())).isEqualTo(second + 1);
  }

  @Test
  void writesOneLineOfWellFormedUtf8() {
    for (Payload post : POSTS) {
      assertThatCode(() -> StandardCharsets.UTF_8.newDecoder().decode(post.view()))
          .doesNotThrowAnyException();
      assertThat(post.text()).doesNotContain("\n").doesNotContain("\r");
    }
    assertThat(POSTS).anyMatch(post -> post.text().contains("\\n"));
    assertThat(POSTS).anyMatch(post -> post.text().contains("\\\""));
  }

  @Test
  void holdsNothingThatXDoesNotPublish() {
    MembersSeen seen = new MembersSeen(SpecFields.load());
    FRAMES.forEach(frame -> seen.add(frame.json()));

    assertThat(seen.strange()).isEmpty();
  }

  @Test
  void marksEntitiesWhereTheyAre() {
    FRAMES.forEach(ReadFrame::assertMarks);
  }

  @Test
  void saysWhichPartOfTheTextToShow() {
    for (ReadFrame frame : FRAMES) {
      JsonObject post = frame.data();
      int length = (int) post.getString("text").codePoints().count();
      int start = post.getJsonArray("display_text_range").getInteger(0);
      int end = post.getJsonArray("display_text_range").getInteger(1);
      assertThat(start).isBetween(0, end);
      assertThat(end).isLessThanOrEqualTo(length);
      boolean mentionsFirst = post.getString("text").startsWith("@") && isReply(frame);
      assertThat(start > 0).as(frame.id()).isEqualTo(mentionsFirst);
    }
  }

  private static boolean isReply(ReadFrame frame) {
    return frame.reference("replied_to").isPresent();
  }

  @Test
  void includesAllThatAPostRefersToOrSaysThatItIsGone() {
    for (ReadFrame frame : FRAMES) {
      JsonObject post = frame.data();
      Set<String> users = new HashSet<>(Set.of(post.getString("author_id")));
      frame.marked("mentions").forEach(mention -> users.add(mention.getString("id")));
      Optional.ofNullable(post.getString("in_reply_to_user_id")).ifPresent(users::add);
      Set<String> posts = new HashSet<>(ReadFrame.strings(post, "edit_history_tweet_ids"));
      posts.remove(frame.id());
      ReadFrame.objects(post, "referenced_tweets")
          .forEach(reference -> posts.add(reference.getString("id")));
      posts.removeAll(frame.gone());
      JsonObject attached = post.getJsonObject("attachments", new JsonObject());
      Set<String> media = new HashSet<>(ReadFrame.strings(attached, "media_keys"));
      for (JsonObject other : frame.included("tweets")) {
        users.add(other.getString("author_id"));
        JsonObject hung = other.getJsonObject("attachments", new JsonObject());
        media.addAll(ReadFrame.strings(hung, "media_keys"));
      }
      assertThat(frame.includedIds("tweets")).containsExactlyInAnyOrderElementsOf(posts);
      assertThat(frame.includedIds("users")).containsExactlyInAnyOrderElementsOf(users);
      assertThat(frame.includedIds("media")).containsExactlyInAnyOrderElementsOf(media);
      assertThat(frame.includedIds("polls")).isEqualTo(ReadFrame.strings(attached, "poll_ids"));
      JsonObject geo = post.getJsonObject("geo", new JsonObject());
      assertThat(frame.includedIds("places"))
          .isEqualTo(Optional.ofNullable(geo.getString("place_id")).stream().toList());
    }
  }

  @Test
  void refersToPostsAsTheyWereMade() {
    Map<String, JsonObject> made = new HashMap<>();
    for (ReadFrame frame : FRAMES) {
      for (JsonObject other : frame.included("tweets")) {
        assertThat(without(other, "public_metrics"))
            .isEqualTo(without(made.get(other.getString("id")), "public_metrics"));
      }
      frame.reference("replied_to").map(made::get).ifPresent(other -> assertAnswers(frame, other));
      made.put(frame.id(), frame.data());
    }
  }

  private static void assertAnswers(ReadFrame frame, JsonObject other) {
    JsonObject post = frame.data();
    assertThat(post.getString("conversation_id")).isEqualTo(other.getString("conversation_id"));
    assertThat(post.getString("in_reply_to_user_id")).isEqualTo(other.getString("author_id"));
  }

  private static JsonObject without(JsonObject object, String name) {
    JsonObject copy = object.copy();
    copy.remove(name);
    return copy;
  }

  @Test
  void countsWhatIsMadeOfAPost() {
    Map<String, Integer> reposts = new HashMap<>();
    for (ReadFrame frame : FRAMES) {
      frame.reference("retweeted").ifPresent(id -> reposts.merge(id, 1, Integer::sum));
      for (JsonObject other : frame.included("tweets")) {
        int count = other.getJsonObject("public_metrics").getInteger("retweet_count");
        assertThat(count).isEqualTo(reposts.getOrDefault(other.getString("id"), 0));
      }
    }
  }

  @Test
  void repeatsInARepostWhatFits() {
    for (ReadFrame frame : FRAMES) {
      if (frame.reference("retweeted").isPresent()) {
        String text = frame.data().getString("text");
        JsonObject original = frame.included("tweets").get(0);
        String begin = text.endsWith("…") ? text.substring(0, text.length() - 1) : text;
        assertThat(text.codePoints().count()).isLessThanOrEqualTo(140);
        assertThat(begin).startsWith("RT @");
        assertThat(original.getString("text")).startsWith(begin.substring(begin.indexOf(": ") + 2));
      }
    }
  }

  @Test
  void editsAPostByANewOneOfTheSameAuthor() {
    Map<String, JsonObject> made = new HashMap<>();
    int longest = 0;
    for (ReadFrame frame : FRAMES) {
      JsonObject post = frame.data();
      List<String> history = ReadFrame.strings(post, "edit_history_tweet_ids");
      assertThat(history).endsWith(frame.id());
      if (history.size() > 1) {
        JsonObject before = made.get(history.get(history.size() - 2));
        assertThat(ReadFrame.strings(before, "edit_history_tweet_ids"))
            .isEqualTo(history.subList(0, history.size() - 1));
        assertThat(post.getString("text")).startsWith(before.getString("text") + " ");
        assertThat(post.getString("author_id")).isEqualTo(before.getString("author_id"));
        assertThat(post.getString("conversation_id")).isEqualTo(history.get(0));
        assertThat(editsLeft(post)).isEqualTo(editsLeft(before) - 1).isNotNegative();
        assertThat(post.getString("created_at"))
            .isLessThan(post.getJsonObject("edit_controls").getString("editable_until"));
      }
      longest = Math.max(longest, history.size());
      made.put(frame.id(), post);
    }
    assertThat(longest).isBetween(3, 6);
  }

  private static int editsLeft(JsonObject post) {
    return post.getJsonObject("edit_controls").getInteger("edits_remaining");
  }

  @Test
  void letsNobodyEditOnceTheHourIsOver() {
    List<Payload> slow = new PostGenerator(7).take(1_000, START, Duration.ofHours(2));

    assertThat(slow.stream().map(ReadFrame::of))
        .allMatch(frame -> frame.data().getJsonArray("edit_history_tweet_ids").size() == 1);
  }

  @Test
  void keepsAuthorsAsTheyAre() {
    Map<String, JsonObject> known = new HashMap<>();
    for (ReadFrame frame : FRAMES) {
      for (JsonObject user : frame.included("users")) {
        assertThat(known.computeIfAbsent(user.getString("id"), id -> user)).isEqualTo(user);
        assertThat(user.getString("id")).matches(ReadFrame.USER_ID);
        assertThat(user.getString("username")).matches("syn_[a-z0-9]{1,11}");
        assertThat(user.getString("description")).hasSizeLessThanOrEqualTo(160);
      }
    }
    assertThat(known).hasSizeBetween(2_000, 5_000);
    assertThat(known.values().stream().map(user -> user.getString("username")))
        .doesNotHaveDuplicates();
  }

  @Test
  void isMatchedByOneRuleWhoeverWrites() {
    assertThat(PostGenerator.MATCH_ALL_RULE).isEqualTo("bio:synthetic");
    for (ReadFrame frame : FRAMES) {
      assertThat(frame.included("users"))
          .allMatch(user -> user.getString("description").endsWith(" synthetic"));
    }
  }

  @Test
  void comesNearToTheRealWorldsProportions() {
    assertShare("reposts", frame -> frame.reference("retweeted").isPresent(), 27, 33);
    assertShare("replies", PostGeneratorTest::isReply, 25, 31);
    assertShare("quotes", frame -> frame.reference("quoted").isPresent(), 11, 17);
    assertShare("edits", frame -> edits(frame) > 0, 1, 3);
    assertShare("gone", frame -> !frame.gone().isEmpty(), 0.5, 2);
    assertShare("media", frame -> has(frame, "media_metadata"), 17, 25);
    assertShare("polls", frame -> !frame.included("polls").isEmpty(), 0.5, 3);
    assertShare("places", frame -> has(frame, "geo"), 1, 4);
    assertShare("notes", frame -> has(frame, "note_tweet"), 1.5, 5);
    assertShare("about something", frame -> has(frame, "context_annotations"), 20, 30);
    assertShare("no language", frame -> lang(frame).equals("und"), 2, 6);
    assertShare("English", frame -> lang(frame).equals("en"), 20, 50);
    assertShare("multi-byte", frame -> multibyte(frame), 85, 99);
  }

  private static boolean has(ReadFrame frame, String member) {
    return frame.data().containsKey(member);
  }

  private static int edits(ReadFrame frame) {
    return frame.data().getJsonArray("edit_history_tweet_ids").size() - 1;
  }

  private static String lang(ReadFrame frame) {
    return frame.data().getString("lang");
  }

  private static boolean multibyte(ReadFrame frame) {
    return frame.json().encode().codePoints().anyMatch(point -> point > 127);
  }

  private static void assertShare(
      String what, Predicate<ReadFrame> test, double least, double most) {
    double percent = FRAMES.stream().filter(test).count() * 100.0 / COUNT;
    assertThat(percent).as(what).isBetween(least, most);
  }

  @Test
  void variesLanguagesSignsAndMedia() {
    Set<String> languages =
        FRAMES.stream().map(PostGeneratorTest::lang).collect(Collectors.toSet());
    assertThat(languages).contains("en", "ja", "ko", "pt", "ar", "th", "hi", "ru", "und");
    Set<String> media = new HashSet<>();
    FRAMES.forEach(
        frame -> frame.included("media").forEach(one -> media.add(one.getString("type"))));
    assertThat(media).containsExactlyInAnyOrder("photo", "video", "animated_gif");
    for (String kind : List.of("hashtags", "cashtags", "mentions", "urls", "annotations")) {
      assertThat(FRAMES).as(kind).anyMatch(frame -> frame.marked(kind).findAny().isPresent());
    }
    for (String sign : List.of("&amp;", "👩🏽‍🔬", "🇮🇸")) {
      assertThat(FRAMES).anyMatch(frame -> frame.data().getString("text").contains(sign));
    }
  }

  @Test
  void hasTheSizesOfRealFrames() {
    int[] sizes = POSTS.stream().mapToInt(Payload::size).sorted().toArray();
    assertThat(sizes[0]).isBetween(800, 1_500);
    assertThat(sizes[COUNT / 2]).isBetween(2_500, 4_000);
    assertThat(sizes[COUNT - 1]).isBetween(20_000, 80_000);
  }

  @Test
  void matchesRulesOfThoseGiven() {
    List<Rule> rules =
        List.of(
            new Rule("1", "cat", Optional.of("cats")),
            new Rule("2", "dog", Optional.empty()),
            new Rule("3", "bird", Optional.of("birds")));
    List<JsonObject> possible =
        List.of(
            new JsonObject().put("id", "1").put("tag", "cats"),
            new JsonObject().put("id", "2"),
            new JsonObject().put("id", "3").put("tag", "birds"));
    PostGenerator generator = new PostGenerator(7);
    for (int n = 0; n < 200; n++) {
      JsonArray matches =
          ReadFrame.of(generator.next(START, rules)).json().getJsonArray("matching_rules");
      List<JsonObject> matched = new ArrayList<>();
      matches.forEach(match -> matched.add((JsonObject) match));
      assertThat(matched).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(possible);
    }
  }
}
