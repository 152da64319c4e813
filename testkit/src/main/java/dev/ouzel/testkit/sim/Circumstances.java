package dev.ouzel.testkit.sim;

import dev.ouzel.ingest.IngestSettings;
import java.time.Duration;
import java.time.Instant;

/** What does not change while a simulation runs: drawn once, from the seed. */
final class Circumstances {
  private static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final int KIB = 1024;

  private final Chance chance;
  private final Instant start;
  private final Duration length;
  private final Duration postEvery;
  private final boolean backfill;
  private final boolean recovery;
  private final boolean rateHeaders;
  private final int slots;
  private final Duration keepAliveEvery;
  private final int socketBytes;
  private final int bufferBytes;
  private final Duration restartAfter;
  private final Duration clockAhead;
  private final IngestSettings settings;

  Circumstances(long seed, FaultProfile profile) {
    chance = new Chance(seed, "circumstances");
    start = EPOCH.plus(chance.within(Duration.ofDays(30)));
    length = profile.length().plus(chance.within(profile.length().dividedBy(4)));
    Duration most = length.compareTo(Duration.ofHours(6)) > 0 ? Duration.ofMinutes(2) : minute();
    postEvery = chance.scaled(most.dividedBy(12), most);
    backfill = chance.happens(0.8);
    recovery = chance.happens(0.7);
    rateHeaders = chance.happens(0.9);
    slots = chance.oneOf(1, 1, 2);
    keepAliveEvery = chance.between(Duration.ofSeconds(10), Duration.ofSeconds(20));
    socketBytes = chance.oneOf(1, 4, 64) * KIB;
    bufferBytes = chance.oneOf(2, 8, 256) * KIB;
    restartAfter = chance.scaled(Duration.ofSeconds(1), minute());
    clockAhead = chance.between(Duration.ofSeconds(-2), Duration.ofSeconds(2));
    settings = settings();
  }

  private static Duration minute() {
    return Duration.ofMinutes(1);
  }

  private IngestSettings settings() {
    if (chance.happens(0.5)) {
      return IngestSettings.standard();
    }
    long batchBytes = chance.oneOf(1, 16, 1024) * (long) KIB;
    return IngestSettings.builder()
        .batchPosts(chance.oneOf(1, 10, 1000))
        .batchBytes(batchBytes)
        .maxBufferedBytes(batchBytes * chance.oneOf(1, 4))
        .linger(chance.oneOf(Duration.ofMillis(1), Duration.ofMillis(200), Duration.ofSeconds(2)))
        .build();
  }

  /** When the world begins. */
  Instant start() {
    return start;
  }

  /** How long faults strike. */
  Duration length() {
    return length;
  }

  /** How often a post is published, bursts aside. */
  Duration postEvery() {
    return postEvery;
  }

  /** Whether the plan includes {@code backfill_minutes}. */
  boolean hasBackfill() {
    return backfill;
  }

  /** Whether the plan includes {@code start_time} and {@code end_time}. */
  boolean hasRecovery() {
    return recovery;
  }

  /** Whether X's answers tell of the rate limit. */
  boolean hasRateHeaders() {
    return rateHeaders;
  }

  /** How many connections X allows at once, recoveries aside. */
  int slots() {
    return slots;
  }

  /** After how long without anything X sends a keep-alive. */
  Duration keepAliveEvery() {
    return keepAliveEvery;
  }

  /** How much the network holds of what nobody reads. */
  int socketBytes() {
    return socketBytes;
  }

  /** How much X holds beyond that, before it drops the reader. */
  int bufferBytes() {
    return bufferBytes;
  }

  /** How soon the supervisor starts the program again. */
  Duration restartAfter() {
    return restartAfter;
  }

  /** How wrong the machine's clock is at first. */
  Duration clockAhead() {
    return clockAhead;
  }

  /** The engine's settings. */
  IngestSettings engine() {
    return settings;
  }
}
