package dev.ouzel.post;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Where a place is: a GeoJSON feature. */
@Value.Immutable
public abstract class PlaceGeo implements Published {
  PlaceGeo() {}

  /** {@code Feature}. */
  public abstract Optional<String> type();

  /** The box around it, in degrees: west, south, east, north. */
  public abstract List<Double> bbox();

  /** Its point; X's description 2.167 no longer has it. */
  public abstract Optional<GeoPoint> geometry();

  /** Further properties; usually an empty object. */
  public abstract Optional<RawJson> properties();

  /** A {@code PlaceGeo} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link PlaceGeo}. Not safe for use by several threads. */
  public static class Builder extends ImmutablePlaceGeo.Builder {
    Builder() {}
  }
}
