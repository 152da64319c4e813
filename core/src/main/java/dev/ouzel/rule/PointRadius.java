package dev.ouzel.rule;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A circle, as {@code point_radius:} has it.
 *
 * @param longitude of its centre, in degrees
 * @param latitude of its centre, in degrees
 * @param kilometres its radius
 */
public record PointRadius(double longitude, double latitude, double kilometres)
    implements RuleArea {
  /**
   * Reads {@code [longitude latitude radius]}, the radius with {@code mi} or {@code km} behind it;
   * empty for anything else, and for what is not on the earth or too wide for X.
   */
  public static Optional<PointRadius> of(String text) {
    String[] words = Earth.bracketed(text);
    if (words.length != 3) {
      return Optional.empty();
    }
    OptionalDouble longitude = Earth.number(words[0]);
    OptionalDouble latitude = Earth.number(words[1]);
    OptionalDouble radius = radius(words[2]);
    if (longitude.isEmpty() || latitude.isEmpty() || radius.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
            new PointRadius(longitude.getAsDouble(), latitude.getAsDouble(), radius.getAsDouble()))
        .filter(PointRadius::allowed);
  }

  private static OptionalDouble radius(String word) {
    if (!word.endsWith("mi") && !word.endsWith("km")) {
      return OptionalDouble.empty();
    }
    OptionalDouble number = Earth.number(word.substring(0, word.length() - 2));
    return word.endsWith("km") || number.isEmpty()
        ? number
        : OptionalDouble.of(number.getAsDouble() * Earth.KM_PER_MILE);
  }

  private boolean allowed() {
    return Earth.isLongitude(longitude)
        && Earth.isLatitude(latitude)
        && kilometres > 0
        && kilometres < Earth.LIMIT_KM;
  }

  @Override
  public boolean contains(double otherLongitude, double otherLatitude) {
    return Earth.distance(longitude, latitude, otherLongitude, otherLatitude) <= kilometres;
  }
}
