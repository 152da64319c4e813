package dev.ouzel.http;

import dev.ouzel.rule.RuleBook;
import dev.ouzel.testkit.contract.HttpRuleBookContract;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

class HttpRuleBookContractTest extends HttpRuleBookContract {
  private final Vertx vertx = Vertx.vertx();

  @Override
  protected RuleBook book(URI baseUrl, Supplier<String> token) {
    return XClient.open(vertx, XClientSettings.builder().baseUri(baseUrl).token(token).build())
        .rules();
  }

  @AfterEach
  void close() {
    RawX.get(vertx.close().toCompletionStage());
  }
}
