package dev.ouzel.post;

import java.util.Set;

/**
 * What kind of place it is. X may add values: an unknown one is kept as X wrote it. xxxxxxxxxxxxxxx
 * xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
 *
 * @param wire the value as X writes it
 */
public record PlaceType(String wire) implements OpenEnum {
  /** A point of interest. */
  public static final PlaceType POI = new PlaceType("poi");

  /** A part of a city. */
  public static final PlaceType NEIGHBORHOOD = new PlaceType("neighborhood");

  /** A city. */
  public static final PlaceType CITY = new PlaceType("city");

  /** A region with an administration. */
  public static final PlaceType ADMIN = new PlaceType("admin");

  /** A country. */
  public static final PlaceType COUNTRY = new PlaceType("country");

  /** X cannot tell. */
  public static final PlaceType UNKNOWN = new PlaceType("unknown");

  private static final Set<PlaceType> KNOWN =
      Set.of(POI, NEIGHBORHOOD, CITY, ADMIN, COUNTRY, UNKNOWN);

  @Override
  public boolean isKnown() {
    return KNOWN.contains(this);
  }
}
