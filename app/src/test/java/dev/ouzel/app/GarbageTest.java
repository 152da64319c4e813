package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.testkit.server.FakeX;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What X should never send, and what it may: posts are stored, the rest is kept, all goes on. */
@Timeout(60)
class GarbageTest {
  private static final List<Payload> NO_POSTS =
      List.of(
          Payload.ofText("<html><body>Bad gateway</body></html>"),
          Payload.ofText("{\"data\":{\"id\":\"11\",\"text\":\"half"),
          Payload.ofText("{\"data\":{\"id\":\"eleven\",\"text\":\"no number\"}}"),
          Payload.ofText("[".repeat(100_000)),
          Payload.ofText("{\"errors\":[{\"title\":\"a notice\"}]}"));

  private static final List<Payload> POSTS =
      List.of(
          Payload.copyOf(invalidUtf8("{\"data\":{\"id\":\"21\",\"text\":\"?\"}}")),
          Payload.ofText("{\"data\":{\"id\":\"22\",\"text\":\"" + "x".repeat(700_000) + "\"}}"),
          Payload.ofText("{\"data\":{\"id\":\"23\",\"text\":\"\\ud83d\"}}"),
          Payload.ofText(
              "{\"data\":{\"id\":\"24\",\"text\":\"t\"},\"matching_rules\":[{\"id\":1359605299078914049}]}"),
          Payload.ofText("{\"data\":{\"text\":\"id last\",\"id\":\"25\"},\"new_member\":[null]}"));

  @TempDir private Path directory;

  @Test
  void isKeptByteForByteAndTheStreamGoesOn() throws Exception {
    Store store = new Store(directory.resolve("posts.db"));
    try (FakeX x = FakeX.builder().withRule("cat", "cats").start()) {
      Program program = Program.withToken(x.token());
      CompletableFuture<Integer> exit =
          program.start("ingest", "--base-url", x.baseUrl().toString(), "--sink", store.uri());
      x.awaitConnections(1);

      for (int i = 0; i < POSTS.size(); i++) {
        x.publish(NO_POSTS.get(i));
        x.publish(POSTS.get(i));
      }
      store.awaitPosts(POSTS.size());
      program.stop();

      assertThat(exit.join()).isZero();
      assertThat(store.frames()).isEqualTo(POSTS);
      assertThat(store.deadLetters()).isEqualTo(NO_POSTS);
      assertThat(program.err()).contains("stored 5 posts", "5 dead letters", "1 connection");
    }
  }

  private static byte[] invalidUtf8(String frame) {
    byte[] bytes = Payload.ofText(frame).toByteArray();
    bytes[frame.indexOf('?')] = (byte) 0xC3;
    return bytes;
  }
}
