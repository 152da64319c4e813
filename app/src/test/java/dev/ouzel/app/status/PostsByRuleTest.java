package dev.ouzel.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.app.status.PostsByRule.RulePosts;
import dev.ouzel.http.json.JacksonPostCodec;
import dev.ouzel.post.Payload;
import dev.ouzel.sink.ReceivedPost;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostsByRuleTest {
  private final PostsByRule posts = new PostsByRule(new JacksonPostCodec());

  @Test
  void countsAPostForEachRuleThatItMatchedWhereverTheRulesStand() {
    stored("{\"data\":{\"id\":\"1\"},\"matching_rules\":[{\"id\":\"7\",\"tag\":\"cats\"}]}");
    stored(
        "{\"matching_rules\":[{\"id\":\"7\",\"tag\":\"cats\"},{\"id\":8}],\"data\":{\"id\":\"2\"}}");
    stored("{\"data\":{\"id\":\"3\",\"text\":\"\\\"matching_rules\\\":[{\\\"id\\\":9}]\"}}");

    assertThat(posts.top(10))
        .containsExactly(
            new RulePosts(Optional.of("7"), Optional.of("cats"), 2),
            new RulePosts(Optional.of("8"), Optional.empty(), 1));
  }

  @Test
  void countsARuleOnceThatAPostNamesTwice() {
    stored("{\"data\":{\"id\":\"1\"},\"matching_rules\":[{\"id\":\"7\"},{\"id\":\"7\"}]}");

    assertThat(posts.top(10)).extracting(RulePosts::posts).containsExactly(1L);
  }

  @Test
  void tellsManyRulesApartAndCountsTheRestTogether() {
    for (int rule = 0; rule < 5_100; rule++) {
      stored("{\"data\":{\"id\":\"1\"},\"matching_rules\":[{\"id\":\"" + rule + "\"}]}");
    }

    assertThat(posts.size()).isEqualTo(5_000);
    assertThat(posts.others()).isEqualTo(100);
    assertThat(posts.top(3)).hasSize(3);
  }

  private void stored(String frame) {
    posts.stored(List.of(new ReceivedPost(1, Instant.EPOCH, Payload.ofText(frame))));
  }
}
