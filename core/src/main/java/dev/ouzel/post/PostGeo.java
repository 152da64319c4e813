package dev.ouzel.post;

import java.util.Optional;
import org.immutables.value.Value;

/** Where a post was made, as its author tagged it. */
@Value.Immutable
public abstract class PostGeo implements Published {
  PostGeo() {}

  /** The place, in {@link Includes#places}. */
  public abstract Optional<String> placeId();

  /** The exact point, which few authors tell. */
  public abstract Optional<GeoPoint> coordinates();

  /** A {@code PostGeo} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link PostGeo}. Not safe for use by several threads. */
  public static class Builder extends ImmutablePostGeo.Builder {
    Builder() {}
  }
}
