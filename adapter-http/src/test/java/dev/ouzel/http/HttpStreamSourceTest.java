package dev.ouzel.http;

import dev.ouzel.stream.StreamSource;
import dev.ouzel.testkit.contract.StreamSourceContract;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** The contract, with compression as it is by default. */
class HttpStreamSourceTest extends StreamSourceContract {
  private final List<XClient> clients = new ArrayList<>();

  @Override
  protected StreamSource source(URI baseUrl, Supplier<String> token) {
    XClient client =
        XClient.open(
            XClientSettings.builder()
                .baseUri(baseUrl)
                .token(token)
                .compression(asksForGzip())
                .build());
    clients.add(client);
    return client.streams();
  }

  @Override
  protected boolean asksForGzip() {
    return true;
  }

  @AfterEach
  void close() {
    clients.forEach(XClient::close);
  }
}
