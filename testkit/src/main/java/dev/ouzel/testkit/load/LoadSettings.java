package dev.ouzel.testkit.load;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What a load is like. Each connection gets a load of its own. */
@Value.Immutable
public abstract class LoadSettings {
  LoadSettings() {}

  /** How long the frames are; 1,400 bytes unless set. */
  @Value.Default
  public FrameSize size() {
    return FrameSize.USUAL;
  }

  /** How many posts a second; infinite unless set: as many as are read. */
  @Value.Default
  public double postsPerSecond() {
    return Double.POSITIVE_INFINITY;
  }

  /** After so many posts the body ends in order; never unless set. */
  public abstract OptionalLong posts();

  /** After so long no more posts come, and keep-alives do; never unless set. */
  public abstract Optional<Duration> length();

  /** Speaks HTTPS, with a certificate made for the run; false unless set. */
  @Value.Default
  public boolean tls() {
    return false;
  }

  /** The port on 127.0.0.1; 0, which is unless set, takes one that is free. */
  @Value.Default
  public int port() {
    return 0;
  }

  /** Refuses what cannot be done. */
  @Value.Check
  protected void check() {
    require(postsPerSecond() > 0, "a load has more than 0 posts a second");
    require(posts().isEmpty() || posts().getAsLong() > 0, "a load has at least one post");
    require(port() >= 0 && port() <= 65_535, "a port is a number from 0 to 65535");
    require(
        length().isEmpty() || length().get().compareTo(Duration.ZERO) > 0,
        "a load lasts for longer than no time");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Settings with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of {@link LoadSettings}. Not safe for use by several threads. */
  public static class Builder extends ImmutableLoadSettings.Builder {
    Builder() {}
  }
}
