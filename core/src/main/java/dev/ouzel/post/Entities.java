package dev.ouzel.post;

import java.util.List;
import org.immutables.value.Value;

/** What X found in a text, each kind in the order of the text. */
@Value.Immutable
public abstract class Entities implements Published {
  Entities() {}

  /** Things that are named. */
  public abstract List<TextAnnotation> annotations();

  /** Stock symbols, {@code $}. */
  public abstract List<Tag> cashtags();

  /** Hashtags, {@code #}. */
  public abstract List<Tag> hashtags();

  /** Users, {@code @}. */
  public abstract List<Mention> mentions();

  /** Links. */
  public abstract List<UrlEntity> urls();

  /** An {@code Entities} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link Entities}. Not safe for use by several threads. */
  public static class Builder extends ImmutableEntities.Builder {
    Builder() {}
  }
}
