package dev.ouzel.post;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A poll. */
@Value.Immutable
public abstract class Poll implements Published {
  Poll() {}

  /** Its id, digits. */
  public abstract Optional<String> id();

  /** Its 2 to 4 answers. */
  public abstract List<PollOption> options();

  /** How long it can be answered ({@code duration_minutes} on the wire): 5 minutes to 7 days. */
  public abstract Optional<Duration> duration();

  /** Until when. */
  public abstract Optional<Instant> endDatetime();

  /** Whether it can still be answered. */
  public abstract Optional<VotingStatus> votingStatus();

  /** The wire holds whole minutes, so the model holds no more than that. */
  @Value.Check
  protected Poll check() {
    return duration()
        .map(exact -> exact.truncatedTo(ChronoUnit.MINUTES))
        .filter(whole -> !whole.equals(duration().get()))
        .map(whole -> builder().from(this).duration(whole).build())
        .orElse(this);
  }

  /** A {@code Poll} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Poll}. Not safe for use by several threads. */
  public static class Builder extends ImmutablePoll.Builder {
    Builder() {}
  }
}
