package dev.ouzel.post;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.immutables.value.Value;

/** A point on the Earth, as GeoJSON has it. */
@Value.Immutable
public abstract class GeoPoint implements Published {
  GeoPoint() {}

  /** {@code Point}. */
  public abstract Optional<String> type();

  /** Longitude, then latitude, in degrees. */
  public abstract List<Double> coordinates();

  /** Degrees east; absent when there are no two coordinates. */
  public OptionalDouble longitude() {
    return coordinate(0);
  }

  /** Degrees north; absent when there are no two coordinates. */
  public OptionalDouble latitude() {
    return coordinate(1);
  }

  private OptionalDouble coordinate(int index) {
    return coordinates().size() == 2
        ? OptionalDouble.of(coordinates().get(index))
        : OptionalDouble.empty();
  }

  /** A {@code GeoPoint} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link GeoPoint}. Not safe for use by several threads. */
  public static class Builder extends ImmutableGeoPoint.Builder {
    Builder() {}
  }
}
