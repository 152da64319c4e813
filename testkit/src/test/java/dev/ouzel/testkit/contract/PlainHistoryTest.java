package dev.ouzel.testkit.contract;

import dev.ouzel.connection.ConnectionHistory;
import java.net.URI;
import java.util.function.Supplier;

/** A history can keep the contract. */
final class PlainHistoryTest extends ConnectionHistoryContract {
  @Override
  protected ConnectionHistory history(URI baseUrl, Supplier<String> token) {
    return new PlainHistory(baseUrl, token);
  }
}
