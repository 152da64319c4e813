package dev.ouzel.testkit.sim;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A mix of troubles: how likely each {@link Fault} is each time it has occasion to strike.
 * Immutable and safe to share.
 */
public final class FaultProfile {
  /** X as it mostly is: a connection ends now and then, posts come twice now and then. */
  public static final FaultProfile CALM =
      named("calm", Duration.ofHours(3))
          .with(0.002, Fault.CLEAN_END, Fault.RESET, Fault.DEPLOY)
          .with(0.01, Fault.DUPLICATE, Fault.SPLIT_FRAME, Fault.BURST)
          .with(0.001, Fault.SYSTEM_LINE, Fault.LATE_POST);

  private static final FaultProfile RESTLESS =
      CALM.with(0.02, Fault.CLEAN_END, Fault.RESET, Fault.CUT_MID_FRAME, Fault.DISCONNECT)
          .with(0.02, Fault.STALL, Fault.DISCONNECT_LEFT_OPEN)
          .with(0.1, Fault.STALE_SLOT);

  private static final List<FaultProfile> ALL =
      List.of(
          CALM,
          RESTLESS.renamed("restless"),
          flapping(),
          refusing(),
          crashing(),
          slowSink(),
          gaps(),
          hostile(),
          clocks(),
          everything());

  private final String name;
  private final Duration length;
  private final Map<Fault, Double> odds;

  private FaultProfile(String name, Duration length, Map<Fault, Double> odds) {
    this.name = name;
    this.length = length;
    this.odds = odds;
  }

  /** A profile without troubles, whose weather lasts about {@code length}. */
  public static FaultProfile named(String name, Duration length) {
    return new FaultProfile(name, length, new EnumMap<>(Fault.class));
  }

  /** The profiles that seeds draw from. */
  public static List<FaultProfile> all() {
    return ALL;
  }

  /** This profile, but with these odds, from 0 to 1, for these faults. */
  public FaultProfile with(double chance, Fault... faults) {
    EnumMap<Fault, Double> changed = new EnumMap<>(Fault.class);
    changed.putAll(odds);
    for (Fault fault : faults) {
      changed.put(fault, chance);
    }
    return new FaultProfile(name, length, changed);
  }

  /** This profile under another name. */
  public FaultProfile renamed(String other) {
    return new FaultProfile(other, length, odds);
  }

  private FaultProfile lasting(Duration other) {
    return new FaultProfile(name, other, odds);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** About how long its weather lasts, before the calm at the end. */
  public Duration length() {
    return length;
  }

  double odds(Fault fault) {
    return odds.getOrDefault(fault, 0.0);
  }

  @Override
  public String toString() {
    return name;
  }

  private static FaultProfile flapping() {
    return RESTLESS
        .renamed("flapping")
        .with(0.7, Fault.FLAP)
        .with(0.1, Fault.NETWORK_REFUSED)
        .with(0.02, Fault.CRASH, Fault.DEPLOY)
        .with(0.005, Fault.CRASH_LOOP);
  }

  private static FaultProfile refusing() {
    return RESTLESS
        .renamed("refusing")
        .with(0.05, Fault.CLEAN_END)
        .with(0.1, Fault.UNAVAILABLE, Fault.TOO_MANY_CONNECTIONS, Fault.NETWORK_REFUSED)
        .with(0.05, Fault.INTERNAL_ERROR, Fault.HTML_PAGE, Fault.PROVISIONING)
        .with(0.05, Fault.RATE_LIMITED, Fault.RATE_LIMITED_OLD_BODY)
        .with(0.05, Fault.BACKFILL_400, Fault.BACKFILL_403, Fault.RECOVERY_REFUSED)
        .with(0.02, Fault.SILENT_CONNECT, Fault.SILENT_ACCEPT, Fault.DAILY_CAP)
        .with(0.01, Fault.UNAUTHORIZED, Fault.CREDITS_DEPLETED, Fault.FORBIDDEN, Fault.NO_RULES)
        .with(0.01, Fault.STRAY_400, Fault.MONTHLY_CAP, Fault.NOT_FOUND, Fault.NOT_ACCEPTABLE);
  }

  private static FaultProfile crashing() {
    return RESTLESS
        .renamed("crashing")
        .with(0.05, Fault.CRASH)
        .with(0.01, Fault.POWER_LOSS, Fault.DEPLOY, Fault.CRASH_LOOP)
        .with(0.02, Fault.CRASH_BEFORE_DURABLE, Fault.CRASH_AFTER_DURABLE)
        .with(0.01, Fault.SINK_AMBIGUOUS, Fault.SINK_TRANSIENT);
  }

  private static FaultProfile slowSink() {
    return RESTLESS
        .renamed("slow sink")
        .with(0.05, Fault.SINK_SLOW)
        .with(0.02, Fault.SINK_TRANSIENT, Fault.SINK_AMBIGUOUS)
        .with(0.01, Fault.SINK_DOWN)
        .with(0.0005, Fault.SINK_FULL)
        .with(0.005, Fault.SINK_REJECTS)
        .with(0.05, Fault.BURST)
        .with(0.005, Fault.CRASH);
  }

  private static FaultProfile gaps() {
    return RESTLESS
        .renamed("gaps")
        .lasting(Duration.ofHours(8))
        .with(0.005, Fault.LONG_DOWN)
        .with(0.005, Fault.CRASH, Fault.POWER_LOSS, Fault.SINK_DOWN)
        .with(0.05, Fault.BACKFILL_IGNORED, Fault.BACKFILL_TRUNCATED)
        .with(0.05, Fault.RECOVERY_SILENT, Fault.RECOVERY_BREAKS, Fault.RECOVERY_ENDS_EARLY)
        .with(0.02, Fault.RECOVERY_REFUSED, Fault.UNAVAILABLE);
  }

  private static FaultProfile hostile() {
    return RESTLESS
        .renamed("hostile")
        .with(0.05, Fault.DUPLICATE, Fault.REMATCH, Fault.SPLIT_FRAME, Fault.LATE_POST)
        .with(0.02, Fault.FUTURE_ID, Fault.ANCIENT_ID, Fault.CRASH)
        .with(0.1, Fault.SYSTEM_LINE, Fault.UNREADABLE_LINE, Fault.DATE_MISSING)
        .with(0.2, Fault.BACKFILL_IGNORED, Fault.BACKFILL_TRUNCATED)
        .with(0.3, Fault.HISTORY_FAILS, Fault.HISTORY_LAGS, Fault.HISTORY_MISORDERED);
  }

  private static FaultProfile clocks() {
    return RESTLESS
        .renamed("clocks")
        .with(0.02, Fault.CLOCK_JUMP, Fault.CRASH)
        .with(0.1, Fault.UNAVAILABLE)
        .with(0.3, Fault.DATE_MISSING);
  }

  private static FaultProfile everything() {
    FaultProfile profile = named("everything", Duration.ofHours(4)).with(0.01, Fault.values());
    return profile
        .with(0.002, Fault.LATE_POST, Fault.LONG_DOWN, Fault.SINK_FULL, Fault.POWER_LOSS)
        .with(0.05, Fault.FLAP, Fault.DUPLICATE, Fault.UNAVAILABLE, Fault.STALE_SLOT)
        .with(0.1, Fault.HISTORY_FAILS, Fault.HISTORY_LAGS, Fault.HISTORY_MISORDERED);
  }
}
