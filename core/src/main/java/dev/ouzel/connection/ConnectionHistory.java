package dev.ouzel.connection;

import java.util.concurrent.CompletionStage;

/**
 * X's own record of the app's connections, and the way to end them. Safe for use by several
 * threads.
 */
public interface ConnectionHistory {
  /**
   * One page of connections. Fails with {@link dev.ouzel.stream.RequestFailed} when X refuses or
   * cannot be reached.
   */
  CompletionStage<ConnectionPage> page(ConnectionQuery query);

  /**
   * Asks X to end connections. Completes when X has accepted the request, whatever became of each
   * connection, and fails with {@link dev.ouzel.stream.RequestFailed} when X refuses or cannot be
   * reached. Without an answer X may have ended them all the same.
   */
  CompletionStage<Terminated> terminate(Termination what);
}
