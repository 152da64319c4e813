package dev.ouzel.testkit.server;

import dev.ouzel.rule.RuleLimits;
import dev.ouzel.stream.StreamEndpoint;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.immutables.value.Value;

/** What X allows the app under test. Part of {@link FakeXSettings}. */
public interface PlanSettings {
  /**
   * How many connections may be open to one stream, or to one partition of it; 1 unless set. 2 are
   * the redundant connections that X sells.
   */
  @Value.Default
  default int maxConnections() {
    return 1;
  }

  /** What becomes of a connection beyond {@link #maxConnections}; it is refused unless set. */
  @Value.Default
  default Overflow overflow() {
    return Overflow.REFUSE_NEW;
  }

  /** The streams that the app's plan has; the others answer 403. All unless set. */
  @Value.Default
  default Set<StreamEndpoint> enrolled() {
    return EnumSet.allOf(StreamEndpoint.class);
  }

  /**
   * How many posts X delivers before the app's cap is used up: then it ends the streams of posts
   * and answers 429 to requests for them. As often as a post is delivered it counts. No cap unless
   * set.
   */
  OptionalLong usageCap();

  /**
   * How many times each stream may be asked for in 15 minutes. Unless set, as X documents it: 50,
   * but 100 for the 10 % sample and the compliance streams and 450 for account activity; where it
   * documents nothing, 50.
   */
  OptionalInt rateLimit();

  /** What becomes of a request with {@code backfill_minutes}; it is served unless set. */
  @Value.Default
  default ReplaySupport backfill() {
    return ReplaySupport.SUPPORTED;
  }

  /** What becomes of a request with {@code start_time}; it is served unless set. */
  @Value.Default
  default ReplaySupport recovery() {
    return ReplaySupport.SUPPORTED;
  }

  /** How many recoveries may run on one stream, beside its connections; 2 unless set. */
  @Value.Default
  default int maxRecoveries() {
    return 2;
  }

  /** Whether recoveries share {@link #maxConnections} with the others; not unless set. */
  @Value.Default
  default boolean countsRecoveries() {
    return false;
  }

  /** How many rules X holds at most; 1,000 unless set, as on pay-per-use. */
  @Value.Default
  default int maxRules() {
    return 1000;
  }

  /** What a rule sent to X may be; as on pay-per-use unless set. */
  @Value.Default
  default RuleLimits ruleLimits() {
    return RuleLimits.PAY_PER_USE;
  }
}
