package dev.ouzel.rule;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Distances in kilometres on the earth taken as a ball, and numbers as rules have them. */
final class Earth {
  static final double KM_PER_MILE = 1.609344;

  /** X takes no radius and no side of this length or more. */
  static final double LIMIT_KM = 25 * KM_PER_MILE;

  private static final double RADIUS_KM = 6371.0088;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,5}(\\.[0-9]{1,15})?");

  private Earth() {}

  /** How far two points are from each other. */
  static double distance(
      double longitude, double latitude, double otherLongitude, double otherLatitude) {
    double height = Math.sin(Math.toRadians(otherLatitude - latitude) / 2);
    double width = Math.sin(Math.toRadians(otherLongitude - longitude) / 2);
    double chord =
        height * height
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(otherLatitude))
                * width
                * width;
    return 2 * RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, chord)));
  }

  static boolean isLongitude(double degrees) {
    return Math.abs(degrees) <= 180;
  }

  static boolean isLatitude(double degrees) {
    return Math.abs(degrees) <= 90;
  }

  /** The words between square brackets; none when there are no brackets. */
  static String[] bracketed(String text) {
    return text.startsWith("[") && text.endsWith("]")
        ? text.substring(1, text.length() - 1).strip().split("[\\s\\p{Z}]+")
        : new String[0];
  }

  static OptionalDouble number(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
