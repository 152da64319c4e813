package dev.ouzel.app.scenario;

import java.time.Duration;
import org.assertj.core.api.Condition;

/** How long a wait is: what the ladder says, and at most a tenth of it more. */
final class Waits {
  private Waits() {}

  static Condition<Duration> of(long seconds) {
    Duration least = Duration.ofSeconds(seconds);
    Duration most = least.plus(least.dividedBy(10));
    return new Condition<>(
        wait -> wait.compareTo(least) >= 0 && wait.compareTo(most) <= 0, "%s to %s", least, most);
  }
}
