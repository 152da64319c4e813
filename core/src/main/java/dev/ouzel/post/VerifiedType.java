package dev.ouzel.post;

import java.util.Set;

/**
 * Why a user is verified. X may add values: an unknown one is kept as X wrote it. xxxxxxxxxxxxxxxxx
 * xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
 *
 * @param wire the value as X writes it
 */
public record VerifiedType(String wire) implements OpenEnum {
  /** By a paid subscription. */
  public static final VerifiedType BLUE = new VerifiedType("blue");

  /** As an organisation. */
  public static final VerifiedType BUSINESS = new VerifiedType("business");

  /** As a government or multilateral body. */
  public static final VerifiedType GOVERNMENT = new VerifiedType("government");

  /** The user is not verified. */
  public static final VerifiedType NONE = new VerifiedType("none");

  private static final Set<VerifiedType> KNOWN = Set.of(BLUE, BUSINESS, GOVERNMENT, NONE);

  @Override
  public boolean isKnown() {
    return KNOWN.contains(this);
  }
}
