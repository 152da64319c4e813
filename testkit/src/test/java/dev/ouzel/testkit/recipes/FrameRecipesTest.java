package dev.ouzel.testkit.recipes;

import static dev.ouzel.testkit.script.Attempts.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.junit.FakeXExtension;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How to script records that clients stumble over. */
class FrameRecipesTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @RegisterExtension
  static final FakeXExtension X = FakeXExtension.with(x -> x.withRule("cat", "cats"));

  /** Whatever X may send one day can be published as it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // a value that no list has
        "{\"data\":{\"id\":\"1\",\"text\":\"a cat\",\"reply_settings\":\"friends_of_cats\"}}",
        // a field that no list has
        "{\"data\":{\"id\":\"1\",\"text\":\"a cat\",\"whiskers\":{\"count\":24}}}",
        // without what is said to be always there
        "{\"data\":{\"id\":\"1\"}}",
        // a rule's id that is a number, and a tag that is null
        "{\"data\":{\"id\":\"1\",\"text\":\"a cat\"},\"matching_rules\":[{\"id\":42,\"tag\":null}]}",
        // numbers twice, as text too
        "{\"data\":{\"id\":\"1\",\"public_metrics\":{\"like_count\":2,\"like_count_str\":\"2\"}}}",
        // a post of which a part is missing
        "{\"data\":{\"id\":\"1\"},\"errors\":[{\"title\":\"Not Found Error\",\"value\":\"2\"}]}"
      })
  void theRecordIsUnusual(String frame, FakeX x) throws IOException {
    try (PlainReader reader = PlainReader.connect(x)) {
      x.publish(frame);
      assertThat(reader.frame()).isEqualTo(frame);
    }
  }

  /** A post tells which rules it matched, by id and tag. */
  @Test
  void thePostMatchesOneRuleOfTwo(FakeX x) throws IOException {
    Rule dogs = x.addRule("dog", Optional.of("dogs"));
    try (PlainReader reader = PlainReader.connect(x)) {
      x.post("a dog", dogs);
      assertThat(reader.frame()).contains(dogs.id(), "dogs").doesNotContain("cats");
    }
  }

  /** Between two posts comes what is none: a new kind of message, or no JSON at all. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"cat_of_the_day\":{\"id\":\"1\"}}", "<html>Over capacity</html>"})
  void theLineIsNoPost(String line, FakeX x) throws IOException {
    x.play(FaultScript.empty().fault("line", attempt(1).atFrame(1), Deed.line(line)));
    try (PlainReader reader = PlainReader.connect(x)) {
      String before = x.post("a cat").text();
      String after = x.post("another cat").text();
      assertThat(reader.frame()).isEqualTo(before);
      assertThat(reader.frame()).isEqualTo(line);
      assertThat(reader.frame()).isEqualTo(after);
    }
  }

  /** Each byte comes alone: letters of several bytes are split, and so is the line's end. */
  @Test
  void lettersAreSplitAcrossChunks(FakeX x) throws IOException {
    x.play(FaultScript.empty().fault("drip", attempt(1).atFrame(0), Deed.drip()));
    try (PlainReader reader = PlainReader.connect(x)) {
      x.post("Wasseramseln 🐦 und 川ガラス");
      assertThat(reader.frame()).contains("Wasseramseln 🐦 und 川ガラス");
    }
  }

  /** A record may have a megabyte. */
  @Test
  void theRecordIsHuge(FakeX x) throws IOException {
    String text = "cat ".repeat(1 << 18);
    try (PlainReader reader = PlainReader.connect(x)) {
      x.post(text);
      assertThat(reader.frame()).hasSizeGreaterThan(1 << 20).contains(text);
    }
  }

  /** Compressed records come one by one, not when the compressor's buffer is full. */
  @Test
  void recordsAreCompressedWithoutDelay(FakeX x) throws IOException {
    try (PlainReader reader = PlainReader.connect(x, "", "accept-encoding", "gzip")) {
      for (String text : new String[] {"a cat", "another cat"}) {
        x.post(text);
        assertThat(reader.nextLine()).succeedsWithin(AT_ONCE).asString().contains(text);
      }
      assertThat(reader.header("content-encoding")).isEqualTo("gzip");
    }
  }
}
