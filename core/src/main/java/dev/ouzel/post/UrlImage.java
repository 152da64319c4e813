package dev.ouzel.post;

import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A picture that X took from a linked page. */
@Value.Immutable
public abstract class UrlImage implements Published {
  UrlImage() {}

  /** Where X serves it. */
  public abstract Optional<String> url();

  /** In pixels. */
  public abstract OptionalInt width();

  /** In pixels. */
  public abstract OptionalInt height();

  /** An {@code UrlImage} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link UrlImage}. Not safe for use by several threads. */
  public static class Builder extends ImmutableUrlImage.Builder {
    Builder() {}
  }
}
