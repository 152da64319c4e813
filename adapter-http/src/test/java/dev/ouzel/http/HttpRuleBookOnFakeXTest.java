package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.testkit.server.FakeX;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpRuleBookOnFakeXTest {
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);
  private final FakeX x = FakeX.builder().withRule("cat", "cats").start();
  private final HttpRuleBook book = book(x.token());

  @AfterEach
  void close() {
    x.close();
    RawX.get(vertx.close().toCompletionStage());
  }

  @Test
  void addsListsAndDeletesRules() {
    Rule cats = RawX.get(book.list()).get(0);

    RuleChange added =
        RawX.get(book.add(List.of(draft("\"a dog\"\n"), draft("cat"), draft("-bird"))));

    assertThat(cats.value()).isEqualTo("cat");
    assertThat(cats.tag()).contains("cats");
    assertThat(added.added()).extracting(Rule::value).containsExactly("\"a dog\"\n");
    assertThat(added.changed()).isEqualTo(1);
    assertThat(added.unchanged()).isEqualTo(2);
    assertThat(added.problems())
        .extracting(problem -> problem.typeSuffix().orElseThrow())
        .containsExactly("duplicate-rules", "invalid-rules");
    assertThat(RawX.get(book.list())).containsExactly(cats, added.added().get(0));

    RuleChange deleted = RawX.get(book.delete(List.of(cats.id(), "1")));

    assertThat(deleted.changed()).isEqualTo(1);
    assertThat(deleted.unchanged()).isEqualTo(1);
    assertThat(deleted.problems()).isNotEmpty();
    assertThat(RawX.get(book.list())).containsExactlyElementsOf(added.added());
  }

  @Test
  void isRefusedWithAnotherToken() {
    HttpRuleBook stranger = book("another");

    for (CompletionStage<?> stage :
        List.of(
            stranger.list(), stranger.add(List.of(draft("a"))), stranger.delete(List.of("1")))) {
      assertThat(failure(stage).refusal().map(Refusal::kind)).contains(Refusal.Kind.UNAUTHORIZED);
      assertThat(failure(stage)).hasMessageNotContaining("another");
    }
    assertThat(x.rules()).hasSize(1);
  }

  @Test
  void failsWhileXIsAwayAndRecovers() {
    assertThat(RawX.get(book.list())).hasSize(1);
    x.stop();

    assertThat(failure(book.list()).refusal()).isEmpty();
    x.start();

    assertThat(RawX.get(book.list())).hasSize(1);
  }

  private HttpRuleBook book(String token) {
    return new HttpRuleBook(
        client, XClientSettings.builder().baseUri(x.baseUrl()).token(() -> token).build());
  }

  private static Rule.Draft draft(String value) {
    return new Rule.Draft(value, Optional.empty());
  }

  private static RequestFailed failure(CompletionStage<?> stage) {
    return catchThrowableOfType(RequestFailed.class, () -> RawX.get(stage));
  }
}
