package dev.ouzel.post;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * A link in a text. The same link may stand there several times, once for each media item behind
 * it.
 */
@Value.Immutable
public abstract class UrlEntity implements Published {
  UrlEntity() {}

  /** Where it begins in the text, in Unicode code points from 0. */
  public abstract OptionalInt start();

  /** Where it ends: the first code point behind it. */
  public abstract OptionalInt end();

  /** The link as it stands in the text: X's short one. */
  public abstract Optional<String> url();

  /** The link that the author gave. */
  public abstract Optional<String> expandedUrl();

  /** The link as X shows it, shortened. */
  public abstract Optional<String> displayUrl();

  /** Where the link leads after all redirections. */
  public abstract Optional<String> unwoundUrl();

  /** The linked page's title. */
  public abstract Optional<String> title();

  /** The linked page's description. */
  public abstract Optional<String> description();

  /** The HTTP status with which the page answered X, 100 to 599. */
  public abstract OptionalInt status();

  /** Pictures of the page, of several sizes; often none. */
  public abstract List<UrlImage> images();

  /** The media item that the link stands for; absent for other links. */
  public abstract Optional<String> mediaKey();

  /** An {@code UrlEntity} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link UrlEntity}. Not safe for use by several threads. */
  public static class Builder extends ImmutableUrlEntity.Builder {
    Builder() {}
  }
}
