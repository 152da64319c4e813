package dev.ouzel.post;

import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A {@code @mention} of a user in a text. */
@Value.Immutable
public abstract class Mention implements Published {
  Mention() {}

  /** Where it begins in the text, in Unicode code points from 0. */
  public abstract OptionalInt start();

  /** Where it ends: the first code point behind it. */
  public abstract OptionalInt end();

  /** The name without its sign, as it is written in the text. */
  public abstract Optional<String> username();

  /** The user; absent when there is none by that name any more. */
  public abstract Optional<UserId> id();

  /** A {@code Mention} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Mention}. Not safe for use by several threads. */
  public static class Builder extends ImmutableMention.Builder {
    Builder() {}
  }
}
