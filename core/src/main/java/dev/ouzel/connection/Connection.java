package dev.ouzel.connection;

import dev.ouzel.stream.StreamEndpoint;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One connection as X recorded it. Every part is optional, as in X's OpenAPI description 2.167. X
 * does not tell partitions of one stream apart.
 */
@Value.Immutable
public abstract class Connection {
  Connection() {}

  /** X's id for the connection, by which it can be terminated. */
  public abstract Optional<String> id();

  /** The stream's name as X wrote it; {@link #endpoint} reads it. */
  public abstract Optional<String> endpointName();

  /** When X accepted the connection. */
  public abstract Optional<Instant> connectedAt();

  /** When it ended; absent while it lives. */
  public abstract Optional<Instant> disconnectedAt();

  /** Why it ended, verbatim: X publishes no list of reasons. */
  public abstract Optional<String> disconnectReason();

  /** The address that X saw. */
  public abstract Optional<String> clientIp();

  /** The stream, when its name is one we know. */
  public Optional<StreamEndpoint> endpoint() {
    return endpointName().flatMap(StreamEndpoint::named);
  }

  /** A connection with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Connection}. Not safe for use by several threads. */
  public static class Builder extends ImmutableConnection.Builder {
    Builder() {}
  }
}
