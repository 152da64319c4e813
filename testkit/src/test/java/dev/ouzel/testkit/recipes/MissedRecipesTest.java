package dev.ouzel.testkit.recipes;

import static dev.ouzel.testkit.script.Attempts.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.testkit.junit.FakeXExtension;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.server.FakeX;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How to script what a client misses, gets twice, or gets in another order. */
class MissedRecipesTest {
  @RegisterExtension
  static final FakeXExtension X = FakeXExtension.with(x -> x.withRule("cat", "cats"));

  /** Posts of an outage come first when the client asks for them, older ones again too. */
  @Test
  void backfillAfterAnOutage(FakeX x) throws IOException {
    Payload seen;
    try (PlainReader reader = PlainReader.connect(x)) {
      seen = x.post("a cat before the outage");
      assertThat(reader.frame()).isEqualTo(seen.text());
      x.cutConnections();
    }
    Payload missed = x.post("a cat that nobody saw");
    try (PlainReader reader = PlainReader.connect(x, "?backfill_minutes=1")) {
      Payload live = x.post("a cat after the outage");
      assertThat(frames(reader, 3)).containsExactly(seen.text(), missed.text(), live.text());
    }
  }

  /** A longer gap is asked for by its times; X replays it and then ends the stream in order. */
  @Test
  void recoveryOfAGap(FakeX x) throws IOException {
    Instant from = x.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
    Payload missed = x.publish(PostId.at(from.plusSeconds(30)).value(), "a cat that nobody saw");
    x.post("a cat of the present");
    assertThat(x.obtainable(from, from.plusSeconds(60))).containsExactly(missed);
    String query = "?start_time=%s&end_time=%s".formatted(from, from.plusSeconds(60));
    try (PlainReader reader = PlainReader.connect(x, query)) {
      assertThat(reader.frame()).isEqualTo(missed.text());
      assertThatThrownBy(reader::frame).isInstanceOf(EOFException.class);
    }
  }

  /** The last posts come a second time. */
  @Test
  void postsComeTwice(FakeX x) throws IOException {
    x.play(FaultScript.empty().fault("again", attempt(1).atFrame(2), Deed.duplicates(2)));
    try (PlainReader reader = PlainReader.connect(x)) {
      String one = x.post("one cat").text();
      String two = x.post("two cats").text();
      assertThat(frames(reader, 4)).containsExactly(one, two, one, two);
    }
  }

  /** Posts come in another order, the same for the same seed. */
  @Test
  void postsComeInDisorder(FakeX x) throws IOException {
    x.play(FaultScript.empty().fault("disorder", attempt(1).atFrame(0), Deed.disorder(4, 1)));
    try (PlainReader reader = PlainReader.connect(x)) {
      List<String> cats = new ArrayList<>();
      for (int number = 1; number <= 4; number++) {
        cats.add(x.post("cat " + number).text());
      }
      assertThat(frames(reader, 4)).containsExactlyInAnyOrderElementsOf(cats).isNotEqualTo(cats);
    }
  }

  private static List<String> frames(PlainReader reader, int count) throws IOException {
    List<String> frames = new ArrayList<>();
    while (frames.size() < count) {
      frames.add(reader.frame());
    }
    return frames;
  }
}
