package dev.ouzel.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Whatever is measured of compression holds for real posts only if these are as varied. */
class VarietyTest {
  private static final Instant START = Instant.parse("2026-01-06T18:40:40.344Z");
  private static final int COUNT = 2_000;

  private final long seed = new Random().nextLong();
  private final List<Payload> posts =
      new PostGenerator(seed).take(COUNT, START, Duration.ofMillis(100));

  @Test
  void compressesAboutAsRealPostsDo() {
    Deflater deflater = new Deflater();
    byte[] page = new byte[64 * 1024];
    long compressed = 0;
    long bytes = 0;
    for (Payload post : posts) {
      deflater.setInput(post.toByteArray());
      compressed += deflater.deflate(page, 0, page.length, Deflater.SYNC_FLUSH);
      bytes += post.size();
    }
    deflater.end();

    assertThat((double) bytes / compressed).as("seed %d", seed).isBetween(3.0, 6.0);
  }

  @Test
  void usesWordsThatWereNotReadBefore() {
    Set<String> words = new HashSet<>();
    Set<String> later = new HashSet<>();
    for (int n = 0; n < COUNT; n++) {
      String text = ReadFrame.of(posts.get(n)).data().getString("text");
      (n < COUNT / 2 ? words : later).addAll(List.of(text.split("\\s+")));
    }
    int vocabulary = later.size();
    later.removeAll(words);

    assertThat(later.size()).as("seed %d", seed).isBetween(vocabulary / 4, vocabulary * 9 / 10);
  }

  @Test
  void shortensEachLinkInItsOwnWay() {
    List<String> links =
        posts.stream()
            .map(ReadFrame::of)
            .filter(frame -> frame.data().getJsonArray("edit_history_tweet_ids").size() == 1)
            .filter(frame -> frame.reference("retweeted").isEmpty())
            .flatMap(frame -> links(frame.data()))
            .toList();

    assertThat(links).as("seed %d", seed).hasSizeGreaterThan(COUNT / 5);
    assertThat(links).as("seed %d", seed).doesNotHaveDuplicates();
    assertThat(links).allMatch(link -> link.matches("https://t\\.co/syn[A-Za-z0-9]{8}"));
  }

  private static Stream<String> links(JsonObject post) {
    JsonObject entities = post.getJsonObject("entities", new JsonObject());
    return ReadFrame.objects(entities, "urls").stream()
        .map(link -> link.getString("url"))
        .distinct();
  }
}
