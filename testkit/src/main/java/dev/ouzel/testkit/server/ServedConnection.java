package dev.ouzel.testkit.server;

import dev.ouzel.connection.Connection;

/**
 * A stream that the server has served, or is serving.
 *
 * @param number the first connection is 1, the next 2
 * @param connection what the connection history tells of it, in full
 * @param request by which the client asked for it
 * @param frames how many frames were handed to the network for it
 * @param bytes how many bytes, keep-alives and delimiters included, before compression
 */
public record ServedConnection(
    long number, Connection connection, SeenRequest request, long frames, long bytes) {
  /** True while the connection lives. */
  public boolean isOpen() {
    return connection.disconnectedAt().isEmpty();
  }
}
