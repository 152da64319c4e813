package dev.ouzel.connection;

import java.util.concurrent.CompletionStage;

/** X's own record of the app's connections. Safe for use by several threads. */
public interface ConnectionHistory {
  /**
   * One page of connections. Fails with {@link dev.ouzel.stream.RequestFailed} when X refuses or
   * cannot be reached.
   */
  CompletionStage<ConnectionPage> page(ConnectionQuery query);
}
