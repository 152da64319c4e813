package dev.ouzel.post;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A place that posts can be tagged with. */
@Value.Immutable
public abstract class Place implements Published {
  Place() {}

  /** Its id: 16 hexadecimal digits, no snowflake. */
  public abstract Optional<String> id();

  /** Its name with what it lies in. */
  public abstract Optional<String> fullName();

  /** Its name. */
  public abstract Optional<String> name();

  /** Its country's name. */
  public abstract Optional<String> country();

  /** Its country, ISO 3166. */
  public abstract Optional<String> countryCode();

  /** What kind of place it is. */
  public abstract Optional<PlaceType> placeType();

  /** Ids of the places it lies in. */
  public abstract List<String> containedWithin();

  /** Where it is. */
  public abstract Optional<PlaceGeo> geo();

  /** A {@code Place} with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Place}. Not safe for use by several threads. */
  public static class Builder extends ImmutablePlace.Builder {
    Builder() {}
  }
}
