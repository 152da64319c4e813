package dev.ouzel.testkit.sim;

import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Decides whether X accepts a request. */
final class Gate {
  private static final Duration FURTHEST_BACK = Duration.ofHours(24);
  private static final Duration LONGEST_CAP = Duration.ofHours(2);
  private static final int RECOVERIES = 2;

  /** Refusals that have nothing to do with what is asked for. */
  private static final Fault[] REFUSALS = {
    Fault.UNAUTHORIZED,
    Fault.CREDITS_DEPLETED,
    Fault.FORBIDDEN,
    Fault.NOT_FOUND,
    Fault.NOT_ACCEPTABLE,
    Fault.NO_RULES,
    Fault.STRAY_400,
    Fault.RATE_LIMITED,
    Fault.RATE_LIMITED_OLD_BODY,
    Fault.TOO_MANY_CONNECTIONS,
    Fault.MONTHLY_CAP,
    Fault.INTERNAL_ERROR,
    Fault.HTML_PAGE,
    Fault.UNAVAILABLE,
    Fault.PROVISIONING,
  };

  private final World world;
  private final Chance chance;
  private final RateWindow rate = new RateWindow();
  private Optional<Trouble> trouble = Optional.empty();
  private Instant capEnd;

  /** A refusal that stays for a while. */
  private record Trouble(Fault fault, Instant until) {}

  /** How many connections of each kind X counts. */
  record Occupancy(int live, int recoveries) {}

  Gate(World world) {
    this.world = world;
    this.chance = world.chance("gate");
    this.capEnd = world.now();
  }

  /** What X refuses with, if it refuses. */
  Optional<Refusal> refusal(StreamRequest request, Occupancy held) {
    return fault(request, held).map(fault -> Answers.refusal(fault, headers()));
  }

  /** What the headers of an answer tell of the rate limit. */
  RateLimit headers() {
    return world.circumstances().hasRateHeaders() ? rate.headers() : RateLimit.unknown();
  }

  /** Until when a cap may keep everybody waiting; in the past when none does. */
  Instant capEnd() {
    return capEnd;
  }

  private Optional<Fault> fault(StreamRequest request, Occupancy held) {
    if (!rate.admit(world.now())) {
      return Optional.of(Fault.RATE_LIMITED);
    }
    Optional<Fault> general = standing().or(this::fresh);
    if (general.isPresent()) {
      return general;
    }
    boolean recovery = request.startTime().isPresent() || request.endTime().isPresent();
    return recovery ? ofRecovery(request, held) : ofLive(request, held);
  }

  private Optional<Fault> standing() {
    trouble = trouble.filter(it -> world.now().isBefore(it.until()) && !world.weather().isClear());
    return trouble.map(Trouble::fault);
  }

  private Optional<Fault> fresh() {
    Instant midnight = world.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    boolean late = world.now().plus(LONGEST_CAP).isAfter(midnight);
    if (late && world.weather().strikes(Fault.DAILY_CAP)) {
      capEnd = midnight;
      return stay(Fault.DAILY_CAP, midnight);
    }
    for (Fault fault : REFUSALS) {
      if (world.weather().strikes(fault)) {
        if (fault == Fault.RATE_LIMITED) {
          rate.useUp();
        }
        Duration most = chance.oneOf(Duration.ofSeconds(1), Duration.ofMinutes(10));
        return stay(fault, world.now().plus(chance.within(most)));
      }
    }
    return Optional.empty();
  }

  private Optional<Fault> stay(Fault fault, Instant until) {
    trouble = Optional.of(new Trouble(fault, until));
    return Optional.of(fault);
  }

  private Optional<Fault> ofLive(StreamRequest request, Occupancy held) {
    if (request.backfillMinutes() > 0) {
      if (!world.circumstances().hasBackfill()) {
        return Optional.of(chance.oneOf(Fault.BACKFILL_400, Fault.BACKFILL_403));
      }
      for (Fault fault : new Fault[] {Fault.BACKFILL_400, Fault.BACKFILL_403}) {
        if (world.weather().strikes(fault)) {
          return Optional.of(fault);
        }
      }
    }
    return held.live() >= world.circumstances().slots()
        ? Optional.of(Fault.TOO_MANY_CONNECTIONS)
        : Optional.empty();
  }

  private Optional<Fault> ofRecovery(StreamRequest request, Occupancy held) {
    Instant from = request.startTime().orElse(Instant.MIN).truncatedTo(ChronoUnit.SECONDS);
    if (from.isBefore(world.now().minus(FURTHEST_BACK)) || request.endTime().isEmpty()) {
      return Optional.of(Fault.STRAY_400);
    }
    if (!world.circumstances().hasRecovery() || world.weather().strikes(Fault.RECOVERY_REFUSED)) {
      return Optional.of(Fault.RECOVERY_REFUSED);
    }
    return held.recoveries() >= RECOVERIES
        ? Optional.of(Fault.TOO_MANY_CONNECTIONS)
        : Optional.empty();
  }
}
