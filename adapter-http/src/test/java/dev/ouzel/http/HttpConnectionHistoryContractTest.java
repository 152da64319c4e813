package dev.ouzel.http;

import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.testkit.contract.ConnectionHistoryContract;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

class HttpConnectionHistoryContractTest extends ConnectionHistoryContract {
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);

  @Override
  protected ConnectionHistory history(URI baseUrl, Supplier<String> token) {
    return new HttpConnectionHistory(
        client, XClientSettings.builder().baseUri(baseUrl).token(token).build());
  }

  @AfterEach
  void close() {
    RawX.get(vertx.close().toCompletionStage());
  }
}
