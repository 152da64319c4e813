package dev.ouzel.app.bench;

import dev.ouzel.testkit.load.FrameSize;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** What to measure. */
@Value.Immutable
public abstract class BenchPlan {
  /** A store may be written by so many streams here: those of the firehose's partitions. */
  public static final int MOST_CONNECTIONS = 20;

  BenchPlan() {}

  /** How long the frames are. */
  public abstract FrameSize size();

  /** Posts a second; infinite for as many as are read. */
  public abstract double postsPerSecond();

  /** How long to measure. */
  public abstract Duration length();

  /** How long to wait before that, while the JVM compiles. */
  public abstract Duration warmUp();

  /** How long to measure each stage alone; zero for not at all. */
  public abstract Duration stageLength();

  /** Whether the load is compressed. */
  public abstract boolean gzip();

  /** Whether it comes over HTTPS. */
  public abstract boolean tls();

  /** How many connections share the work. */
  public abstract int connections();

  /** The store to keep posts in; empty to keep them nowhere. */
  public abstract Optional<NewStore> store();

  /** Whether the store stays. */
  public abstract boolean keep();

  /** How long to hold one commit back once warm, to see what memory does meanwhile. */
  public abstract Optional<Duration> stall();

  /** Refuses what cannot be measured. */
  @Value.Check
  protected void check() {
    require(postsPerSecond() > 0, "--rate is more than 0 posts a second");
    require(
        connections() >= 1 && connections() <= MOST_CONNECTIONS,
        "--connections is a number from 1 to " + MOST_CONNECTIONS);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** How long posts come in all. */
  Duration loadLength() {
    return warmUp().plus(length());
  }

  /** A plan with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link BenchPlan}. Not safe for use by several threads. */
  public static class Builder extends ImmutableBenchPlan.Builder {
    Builder() {}
  }
}
