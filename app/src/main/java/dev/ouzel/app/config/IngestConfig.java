package dev.ouzel.app.config;

import dev.ouzel.http.XClientSettings;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.stream.StreamRequest;
import java.util.Optional;
import org.immutables.value.Value;

/** What to ingest, where to, and how to show it. */
@Value.Immutable
public abstract class IngestConfig {
  /** The store used unless another is named. */
  public static final String USUAL_SINK = "sqlite:ouzel.db";

  IngestConfig() {}

  /** How to reach X. */
  public abstract XClientSettings x();

  /** What to ask for. */
  public abstract StreamRequest request();

  /** Where to store posts. */
  public abstract Destination destination();

  /** How to behave. */
  @Value.Default
  public IngestSettings settings() {
    return IngestSettings.standard();
  }

  /** Where to serve the status page; nowhere unless set. */
  public abstract Optional<StatusAddress> status();

  /** What to log; plain lines of what happens unless set. */
  @Value.Default
  public LogSettings log() {
    return LogSettings.standard();
  }

  /** The rules that the app shall have at X; whatever it has unless set. */
  public abstract Optional<WantedRules> rules();

  /** A config whose x, request and destination must be set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link IngestConfig}. Not safe for use by several threads. */
  public static class Builder extends ImmutableIngestConfig.Builder {
    Builder() {}
  }
}
