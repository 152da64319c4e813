package dev.ouzel.http;

import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.testkit.contract.ConnectionHistoryContract;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

class HttpConnectionHistoryContractTest extends ConnectionHistoryContract {
  private final Vertx vertx = Vertx.vertx();

  @Override
  protected ConnectionHistory history(URI baseUrl, Supplier<String> token) {
    return XClient.open(vertx, XClientSettings.builder().baseUri(baseUrl).token(token).build())
        .connections();
  }

  @AfterEach
  void close() {
    RawX.get(vertx.close().toCompletionStage());
  }
}
