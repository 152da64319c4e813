package dev.ouzel.http;

import dev.ouzel.rule.RuleBook;
import dev.ouzel.testkit.contract.HttpRuleBookContract;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

class HttpRuleBookContractTest extends HttpRuleBookContract {
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);

  @Override
  protected RuleBook book(URI baseUrl, Supplier<String> token) {
    return new HttpRuleBook(
        client, XClientSettings.builder().baseUri(baseUrl).token(token).build());
  }

  @AfterEach
  void close() {
    RawX.get(vertx.close().toCompletionStage());
  }
}
