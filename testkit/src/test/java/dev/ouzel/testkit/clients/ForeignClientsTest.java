package dev.ouzel.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.server.FakeX;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients written by others work with the fake X; nothing about them is changed but the URL. */
class ForeignClientsTest {
  private static final int POSTS = 1_000;

  /** Some of the clients notice only with what comes next that they shall stop. */
  private static final Duration KEEP_ALIVE = Duration.ofMillis(250);

  private final FakeX fake =
      FakeX.builder()
          .keepAlive(KEEP_ALIVE)
          .patience(ForeignClient.PATIENCE)
          .withRule("cat", "cats")
          .withRule("dog", "dogs")
          .start();

  @TempDir private Path directory;

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void hbcCoreStreamsEveryFrame() throws IOException, InterruptedException {
    assertThat(streamed("HbcCore"))
        .containsExactlyElementsOf(
            fake.delivered(fake.connections().get(0)).stream().map(Payload::text).toList());
  }

  @Test
  void twitterApiJavaSdkStreamsEveryPost() throws IOException, InterruptedException {
    assertThat(streamed("TwitterApiJavaSdk")).containsExactlyElementsOf(idsAndTexts());
  }

  @Test
  void twitterApiJavaSdkListsAndChangesRules() throws IOException, InterruptedException {
    listsAndChangesRules("TwitterApiJavaSdk");
  }

  @Test
  void twitteredStreamsEveryPost() throws IOException, InterruptedException {
    assertThat(streamed("Twittered")).containsExactlyElementsOf(idsAndTexts());
  }

  @Test
  void twitteredListsAndChangesRules() throws IOException, InterruptedException {
    listsAndChangesRules("Twittered");
  }

  /** What a client prints of posts that are published while it is connected. */
  private List<String> streamed(String client) throws IOException, InterruptedException {
    fake.addRule(PostGenerator.MATCH_ALL_RULE, Optional.of("all"));
    try (ForeignClient child =
        ForeignClient.start(client, directory, fake, "stream", Integer.toString(POSTS))) {
      child.meanwhile(this::publish);
      return child.lines();
    }
  }

  private void publish() {
    fake.awaitConnections(1);
    PostGenerator posts = new PostGenerator(1);
    for (int i = 0; i < POSTS; i++) {
      fake.create(posts.next(fake.now(), List.of()));
    }
  }

  private List<String> idsAndTexts() {
    return fake.published().stream()
        .map(frame -> new JsonObject(frame.text()).getJsonObject("data"))
        .map(post -> post.getString("id") + " " + post.getString("text").replace('\n', ' '))
        .toList();
  }

  /** The client lists the rules, adds one, lists them, takes another away, and lists them. */
  private void listsAndChangesRules(String client) throws IOException, InterruptedException {
    List<Rule> before = fake.rules();
    List<String> printed;
    try (ForeignClient child = ForeignClient.start(client, directory, fake, "rules")) {
      printed = child.lines();
    }
    List<Rule> after = fake.rules();
    assertThat(after).extracting(Rule::value).containsExactly("cat", "heron has:images");
    assertThat(after)
        .extracting(Rule::tag)
        .containsExactly(Optional.of("cats"), Optional.of("herons"));
    List<Rule> between = new ArrayList<>(before);
    between.add(after.get(1));
    List<String> expected =
        Stream.of(before, between, after).flatMap(ForeignClientsTest::listed).toList();
    assertThat(printed).containsExactlyElementsOf(expected);
  }

  private static Stream<String> listed(List<Rule> rules) {
    return Stream.concat(
        rules.stream().map(rule -> rule.id() + " " + rule.value() + " " + rule.tag().orElseThrow()),
        Stream.of(""));
  }
}
