package dev.ouzel.connection;

import dev.ouzel.stream.EndCause;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** A connection of ours: what we saw of it, joined to what X recorded of it. */
@Value.Immutable
public abstract class ConnectionRecord {
  ConnectionRecord() {}

  /** Its number among a stream's connections that X accepted, from 1, restarts included. */
  public abstract long number();

  /** True when it replayed a gap, false when it was live. */
  @Value.Default
  public boolean isRecovery() {
    return false;
  }

  /** When X accepted it, by this machine's clock. */
  public abstract Instant openedAt();

  /** When X accepted it, by X's clock in whole seconds, if X told. */
  public abstract Optional<Instant> serverTime();

  /** X's name for the request, for asking X about it. */
  public abstract Optional<String> transactionId();

  /** When we saw it end, by this machine's clock; absent when it lives, or when we died first. */
  public abstract Optional<Instant> endedAt();

  /** How we saw it end: the name of the {@link EndCause}. */
  public abstract Optional<String> end();

  /** How we saw it end, in one sentence. */
  public abstract Optional<String> detail();

  /** What X recorded of it, once it is known which of X's entries is this one. */
  public abstract Optional<Connection> recorded();

  /** The record once the connection has ended. */
  public ConnectionRecord ended(Instant at, EndCause cause) {
    return builder()
        .from(this)
        .endedAt(at)
        .end(cause.getClass().getSimpleName())
        .detail(cause.sentence())
        .build();
  }

  /** The record once X's entry for it is known. */
  public ConnectionRecord recordedAs(Connection entry) {
    return builder().from(this).recorded(entry).build();
  }

  /** A record with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link ConnectionRecord}. Not safe for use by several threads. */
  public static class Builder extends ImmutableConnectionRecord.Builder {
    Builder() {}
  }
}
