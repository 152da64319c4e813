package dev.ouzel.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.testkit.spec.SpecFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RichFramesTest {
  private static final SpecFields SPEC = SpecFields.load();
  private static final RichFrames FRAMES = RichFrames.of(7);
  private static final List<Payload> THOUSAND = FRAMES.take(1_000);

  private static JsonObject json(Payload frame) {
    return new JsonObject(frame.text());
  }

  @Test
  void makesTheSameBytesFromTheSameSeed() {
    assertThat(RichFrames.of(7).frame(999)).isEqualTo(THOUSAND.get(999));
    assertThat(RichFrames.of(8).frame(999)).isNotEqualTo(THOUSAND.get(999));
  }

  @Test
  void makesDistinctFramesOfOneLineEach() {
    assertThat(THOUSAND).doesNotHaveDuplicates();
    assertThat(THOUSAND).noneMatch(frame -> frame.text().contains("\n"));
    assertThat(THOUSAND).noneMatch(frame -> frame.text().contains("\r"));
  }

  @Test
  void givesIdsThatRise() {
    List<Long> ids =
        THOUSAND.stream()
            .map(frame -> Long.valueOf(json(frame).getJsonObject("data").getString("id")))
            .toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void holdsEveryMemberThatXPublishesWhateverTheSeed() {
    for (long seed = 1; seed <= 5; seed++) {
      MembersSeen seen = new MembersSeen(SPEC);
      RichFrames.of(seed).take(1_000).forEach(frame -> seen.add(json(frame)));

      assertThat(seen.missing()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void holdsNothingThatXDoesNotPublishOrInAnotherType() {
    MembersSeen seen = new MembersSeen(SPEC);
    THOUSAND.forEach(frame -> seen.add(json(frame)));

    assertThat(seen.strange()).isEmpty();
  }

  @Test
  void holdsEveryValueOfXsEnumerations() {
    MembersSeen seen = new MembersSeen(SPEC);
    THOUSAND.forEach(frame -> seen.add(json(frame)));
    FRAMES.inPostWords().take(1_000).forEach(frame -> seen.add(json(frame)));

    assertThat(seen.unusedValues()).allMatch(value -> value.startsWith("problem."));
  }

  @Test
  void speaksOneVocabularyAtATime() {
    Set<String> tweetWords = new HashSet<>();
    Set<String> postWords = new HashSet<>();
    for (int n = 0; n < 1_000; n++) {
      tweetWords.addAll(names(json(THOUSAND.get(n))));
      postWords.addAll(names(json(FRAMES.inPostWords().frame(n))));
    }

    assertThat(tweetWords)
        .containsAll(SPEC.pairs().keySet())
        .doesNotContainAnyElementsOf(SPEC.pairs().values());
    assertThat(postWords)
        .containsAll(SPEC.pairs().values())
        .doesNotContainAnyElementsOf(SPEC.pairs().keySet());
  }

  @Test
  void saysTheSameInBothVocabularies() {
    MembersSeen tweetWords = new MembersSeen(SPEC);
    MembersSeen postWords = new MembersSeen(SPEC);
    for (int n = 0; n < 100; n++) {
      tweetWords.add(json(THOUSAND.get(n)));
      postWords.add(json(FRAMES.inPostWords().frame(n)));
    }

    assertThat(postWords.seen()).isEqualTo(tweetWords.seen());
  }

  @Test
  void putsATwinBesideEveryIntegerThatHasAName() {
    for (int n = 0; n < 100; n++) {
      JsonObject plain = json(THOUSAND.get(n));
      JsonObject twins = json(FRAMES.withTwins().frame(n));

      assertTwins(twins);
      assertThat(withoutTwins(twins)).isEqualTo(plain);
    }
  }

  private static void assertTwins(Object value) {
    if (value instanceof JsonArray array) {
      array.forEach(RichFramesTest::assertTwins);
    } else if (value instanceof JsonObject object) {
      for (String name : object.fieldNames()) {
        Object member = object.getValue(name);
        if (member instanceof Integer || member instanceof Long) {
          assertThat(object.getString(name + "_str")).as(name).isEqualTo(member.toString());
        }
        assertTwins(member);
      }
    }
  }

  private static Object withoutTwins(Object value) {
    if (value instanceof JsonArray array) {
      JsonArray bare = new JsonArray();
      array.forEach(item -> bare.add(withoutTwins(item)));
      return bare;
    }
    if (value instanceof JsonObject object) {
      JsonObject bare = new JsonObject();
      object.fieldNames().stream()
          .filter(name -> !name.endsWith("_str"))
          .forEach(name -> bare.put(name, withoutTwins(object.getValue(name))));
      return bare;
    }
    return value;
  }

  private static Set<String> names(Object value) {
    Set<String> names = new HashSet<>();
    if (value instanceof JsonArray array) {
      array.forEach(item -> names.addAll(names(item)));
    } else if (value instanceof JsonObject object) {
      names.addAll(object.fieldNames());
      object.fieldNames().forEach(name -> names.addAll(names(object.getValue(name))));
    }
    return names;
  }

  @Test
  void variesRulesReferencesAndSizes() {
    assertThat(THOUSAND).anyMatch(frame -> frame.text().contains("\"tag\":null"));
    assertThat(THOUSAND).anyMatch(frame -> frame.text().contains("\"tag\":\"\""));
    assertThat(THOUSAND).anyMatch(frame -> !frame.text().contains("matching_rules"));
    assertThat(THOUSAND).anyMatch(frame -> frame.text().contains("\"text\":\"RT @"));
    assertThat(THOUSAND.stream().mapToInt(Payload::size).min().orElseThrow()).isLessThan(500);
    assertThat(THOUSAND.stream().mapToInt(Payload::size).max().orElseThrow())
        .isBetween(8_000, 64_000);
  }

  @Test
  void marksEntitiesWhereTheyAre() {
    THOUSAND.forEach(frame -> ReadFrame.of(frame).assertMarks());
  }

  @Test
  void includesTheAuthorAndWhatIsAttached() {
    for (Payload payload : THOUSAND) {
      ReadFrame frame = ReadFrame.of(payload);
      if (frame.data().containsKey("author_id")) {
        assertThat(frame.includedIds("users")).contains(frame.data().getString("author_id"));
        JsonObject attached = frame.data().getJsonObject("attachments", new JsonObject());
        assertThat(frame.includedIds("media"))
            .containsAll(ReadFrame.strings(attached, "media_keys"));
        assertThat(frame.includedIds("polls")).containsAll(ReadFrame.strings(attached, "poll_ids"));
      }
    }
  }
}
