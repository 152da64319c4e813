package dev.ouzel.testkit.server;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request that a client made.
 *
 * @param at when its headers had arrived, by the server's clock
 * @param method {@code GET}, {@code POST}…
 * @param path without the query
 * @param query the parameters, decoded
 * @param headers by name in lower case; of {@code authorization} the scheme only
 * @param status what the server answered; empty until it has
 */
public record SeenRequest(
    Instant at,
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    OptionalInt status) {
  /** Copies the maps. */
  public SeenRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** The value of a header, whose name is given in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
