package dev.ouzel.testkit.contract;

import dev.ouzel.stream.StreamSource;
import java.net.URI;
import java.util.function.Supplier;

/** A source can keep the contract. */
class SocketStreamSourceTest extends StreamSourceContract {
  @Override
  protected StreamSource source(URI baseUrl, Supplier<String> token) {
    return new SocketStreamSource(baseUrl, token, asksForGzip());
  }
}
