package dev.ouzel.testkit.sim;

import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.reconnect.Ladder;
import dev.ouzel.sink.Batch;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * P5: X is never hammered. Attempts are counted by true time, over restarts, give or take what the
 * machine's clock was set by. What X said of its rate limit binds the program by the clock it has;
 * a crash may make it forget what it had no time to commit. Between two attempts of one process
 * lies at least the first rung of the ladder, but for one immediate reconnect after each healthy
 * connection.
 */
final class HammerCheck implements Check {
  private static final Duration HEALTHY = Duration.ofSeconds(60);
  private static final Duration HTTP = Duration.ofSeconds(5);
  private static final Duration RATE = Duration.ofSeconds(60);
  private static final Duration NETWORK = Duration.ofMillis(250);

  private final World world;
  private final Findings findings;
  private final MachineClock clock;
  private final Deque<Instant> attempts = new ArrayDeque<>();
  private Optional<Instant> reset = Optional.empty();
  private boolean resetKept;
  private Instant notBefore;
  private boolean immediateLeft = true;
  private boolean terminationLeft = true;
  private boolean backfilling;
  private boolean opened;

  HammerCheck(World world, Findings findings, MachineClock clock) {
    this.world = world;
    this.findings = findings;
    this.clock = clock;
    this.notBefore = world.now();
  }

  @Override
  public void attempted(StreamRequest request, Instant wall) {
    Instant now = world.now();
    attempts.add(now);
    Duration window = RateWindow.LENGTH.minus(clock.mostSet());
    while (!attempts.peek().isAfter(now.minus(window))) {
      attempts.remove();
    }
    findings.require(
        attempts.size() <= RateWindow.LIMIT,
        "P5 at most 50 attempts in 15 min",
        () -> attempts.size());
    findings.require(
        reset.filter(clock.wall()::isBefore).isEmpty(),
        "P5 no attempt before the reset",
        () -> clock.wall() + " is before " + reset);
  }

  @Override
  public void told(RateLimit rateLimit) {
    if (rateLimit.isExhausted()) {
      reset = rateLimit.reset();
      resetKept = false;
    }
  }

  @Override
  public void durable(Batch batch) {
    resetKept |= reset.equals(batch.checkpoint().budget().heldUntil());
  }

  @Override
  public void died() {
    if (!resetKept) {
      reset = Optional.empty();
    }
    notBefore = world.now();
    immediateLeft = true;
  }

  @Override
  public void event(IngestEvent event) {
    if (event instanceof IngestEvent.Opened) {
      opened = true;
      terminationLeft = true;
    } else if (event instanceof IngestEvent.Terminated && terminationLeft) {
      terminationLeft = false;
      notBefore = world.now();
    } else if (event instanceof IngestEvent.Connecting connecting) {
      opened = false;
      backfilling = connecting.request().backfillMinutes() > 0;
      findings.require(
          !world.now().isBefore(notBefore), "P5 waits as long as the ladder says", () -> event);
    } else if (event instanceof IngestEvent.Ended ended) {
      ended(ended);
    }
  }

  private void ended(IngestEvent.Ended ended) {
    immediateLeft |= ended.served().compareTo(HEALTHY) >= 0;
    if (opened && immediateLeft) {
      immediateLeft = false;
      notBefore = world.now();
    } else if (!(backfilling && isOfTheTier(ended.cause()))) {
      notBefore = world.now().plus(least(ended.cause()));
    }
  }

  /** What an account without backfill is answered. */
  private static boolean isOfTheTier(EndCause cause) {
    return cause instanceof EndCause.Refused refused
        && (refused.refusal().kind() == Refusal.Kind.INVALID_REQUEST
            || refused.refusal().kind() == Refusal.Kind.FORBIDDEN);
  }

  private static Duration least(EndCause cause) {
    return switch (Ladder.of(cause)) {
      case NETWORK -> NETWORK;
      case HTTP -> HTTP;
      case RATE -> RATE;
      case FINAL -> Duration.ZERO;
    };
  }
}
