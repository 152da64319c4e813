package dev.ouzel.post;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** Whether and how long a post may still be edited. */
@Value.Immutable
public abstract class EditControls implements Published {
  EditControls() {}

  /** True when it may be edited at all. */
  public abstract Optional<Boolean> isEditEligible();

  /** Until when. X documents 30 minutes after creation; an hour has been seen. */
  public abstract Optional<Instant> editableUntil();

  /** How many edits are left, of 5 at first. */
  public abstract OptionalInt editsRemaining();

  /** An {@code EditControls} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link EditControls}. Not safe for use by several threads. */
  public static class Builder extends ImmutableEditControls.Builder {
    Builder() {}
  }
}
