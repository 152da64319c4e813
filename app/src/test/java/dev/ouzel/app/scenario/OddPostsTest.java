package dev.ouzel.app.scenario;

import static dev.ouzel.testkit.script.Attempts.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.Tally;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posts with ids and contents that nobody expects, and lines that are no posts. */
@Timeout(60)
class OddPostsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** What comes after the id and text of odd posts, and what the texts are. */
  private static final List<String> ODD_POSTS =
      List.of(
          "\"plain\"}",
          "\"no tag\"},\"matching_rules\":[{\"id\":\"1\"}]",
          "\"a numeric rule id\"},\"matching_rules\":[{\"id\":1166916266197536768,\"tag\":\"t\"}]",
          "\"a null tag\"},\"matching_rules\":[{\"id\":\"1\",\"tag\":null}]",
          "\"no list of rules\"},\"matching_rules\":null",
          "\"unknown enums\",\"reply_settings\":\"beesOnly\",\"lang\":\"q\\u006de\"}",
          "\"unknown fields\",\"holograms\":[{\"depth\":1e400}]},\"includes\":{\"moods\":[]}",
          "\"🦆 🦆\\ud83e\\udd86 👩‍👩‍👧 e\u0301\"}",
          "\"half a pair \\ud83e and a nul \\u0000\"}",
          "\"with errors\"},\"errors\":[{\"title\":\"Not Found Error\"}]");

  private static final List<String> NO_POSTS =
      List.of(
          "{\"hologram\":{\"id\":\"1\"}}",
          "{\"errors\":[{\"title\":\"a warning\",\"detail\":\"🦆\",\"type\":\"about:blank\"}]}",
          "<html><body>Over capacity</body></html>",
          "{\"data\":{\"text\":\"no id\"}}",
          "{\"data\":{\"id\":\"99999999999999999999\",\"text\":\"no such id\"}}",
          "{\"data\":{\"id\":\"1\",",
          "[]",
          "null");

  @TempDir private Path directory;

  /** Publishes a frame with an id of the present for each ending. */
  private static void publishOdd(Scene scene) {
    long id = PostId.at(scene.now()).value() + 1_000;
    for (String rest : ODD_POSTS) {
      scene.x().publish("{\"data\":{\"id\":\"" + id++ + "\",\"text\":" + rest + "}");
    }
    NO_POSTS.forEach(scene.x()::publish);
  }

  private static void assertThatNothingIsLost(Scene scene, Shelf shelf) {
    Tally tally = scene.end().tally();
    assertThat(tally.attempts()).isEqualTo(1);
    assertThat(scene.claims().missing()).isEmpty();
    assertThat(shelf.deadLetters()).isEqualTo(NO_POSTS.stream().map(Payload::ofText).toList());
    assertThat(tally.systemMessages() + tally.unreadable()).isEqualTo(NO_POSTS.size());
    assertThat(scene.claims().unrepaired()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n"})
  void everyPostIsStoredAndTheRestIsKeptAsDeadLetters(String delimiter) {
    Shelf shelf = Shelf.sqlite(directory);
    try (Scene scene = new Scene(shelf, x -> x.delimiter(delimiter)).start()) {
      scene.flow(Duration.ofSeconds(5), SECOND);
      publishOdd(scene);
      scene.x().post("w".repeat(600_000));
      scene.flowWell();

      assertThatNothingIsLost(scene, shelf);
      assertThat(scene.claims().stored()).isEqualTo(5 + ODD_POSTS.size() + 1 + 75);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFrameMayComeByteByByte(boolean compressed) {
    Shelf shelf = Shelf.sqlite(directory);
    FaultScript drip = FaultScript.empty().fault("drip", attempt(1).atFrame(0), Deed.drip());
    try (Scene scene =
        new Scene(shelf, x -> x.script(drip))
            .withClient(client -> client.compression(compressed))
            .start()) {
      publishOdd(scene);
      scene.flow(Duration.ofSeconds(10), SECOND);

      assertThatNothingIsLost(scene, shelf);
      assertThat(scene.claims().stored()).isEqualTo(ODD_POSTS.size() + 10);
    }
  }

  @Test
  void anIdOfTheFutureOrOfBeforeSnowflakesIsStoredAndMovesNothing() {
    try (Scene scene = new Scene(Shelf.sqlite(directory), x -> x).start()) {
      scene.flowWell().pass(SECOND);
      long ahead = PostId.at(scene.now().plus(Duration.ofDays(365))).value();
      Instant before = scene.claims().frontier();
      scene.x().publish(ahead, "a year ahead");
      scene.x().publish(ahead + 1, "and another");
      scene.x().publish(1_234_567_890L, "of 2009");
      scene.x().publish(20L, "of 2006");
      scene.pass(SECOND);

      assertThat(scene.claims().stored()).isEqualTo(79);
      assertThat(scene.claims().frontier()).isEqualTo(before);
      scene.flowWell();
      scene.x().cutConnections();
      scene.flowWell();
      assertThat(scene.attempts().get(1).query()).containsEntry("backfill_minutes", "2");
      assertThat(scene.end().tally().windowDuplicates()).isPositive();
      assertThat(scene.journal().has(IngestEvent.Late.class)).isFalse();
      assertThat(scene.journal().has(IngestEvent.Lagging.class)).isFalse();
      assertThat(scene.claims().frontier()).isBetween(scene.now().minusSeconds(32), scene.now());

      scene.start().flowWell().end();
      assertThat(scene.claims().missing()).isEmpty();
      assertThat(scene.claims().unrepaired()).isEmpty();
    }
  }
}
