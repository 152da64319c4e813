package dev.ouzel.post;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** The organisation that a user belongs to. */
@Value.Immutable
public abstract class Affiliation implements Published {
  Affiliation() {}

  /** Its badge. */
  public abstract Optional<String> badgeUrl();

  /** Its page. */
  public abstract Optional<String> url();

  /** Its name. */
  public abstract Optional<String> description();

  /** Its users ({@code user_id} on the wire, a list in spite of its name). */
  public abstract List<UserId> userIds();

  /** An {@code Affiliation} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link Affiliation}. Not safe for use by several threads. */
  public static class Builder extends ImmutableAffiliation.Builder {
    Builder() {}
  }
}
