package dev.ouzel.rule;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** A box between two meridians and two parallels, as {@code bounding_box:} has it; in degrees. */
public record BoundingBox(double west, double south, double east, double north)
    implements RuleArea {
  /**
   * Reads {@code [west south east north]}; empty for anything else, and for what is not on the
   * earth or too wide for X.
   */
  public static Optional<BoundingBox> of(String text) {
    OptionalDouble[] sides =
        Arrays.stream(Earth.bracketed(text)).map(Earth::number).toArray(OptionalDouble[]::new);
    if (sides.length != 4 || Arrays.stream(sides).anyMatch(OptionalDouble::isEmpty)) {
      return Optional.empty();
    }
    double[] degrees = Arrays.stream(sides).mapToDouble(OptionalDouble::getAsDouble).toArray();
    return Optional.of(new BoundingBox(degrees[0], degrees[1], degrees[2], degrees[3]))
        .filter(BoundingBox::allowed);
  }

  private boolean allowed() {
    return Earth.isLongitude(west)
        && Earth.isLongitude(east)
        && Earth.isLatitude(south)
        && Earth.isLatitude(north)
        && west < east
        && south < north
        && Earth.distance(west, south, west, north) < Earth.LIMIT_KM
        && Earth.distance(west, south, east, south) < Earth.LIMIT_KM
        && Earth.distance(west, north, east, north) < Earth.LIMIT_KM;
  }

  @Override
  public boolean contains(double longitude, double latitude) {
    return west <= longitude && longitude <= east && south <= latitude && latitude <= north;
  }
}
