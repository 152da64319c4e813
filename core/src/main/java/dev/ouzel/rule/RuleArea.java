package dev.ouzel.rule;

/** A piece of the earth that an operator names. */
public sealed interface RuleArea permits PointRadius, BoundingBox {
  /** True for a point within it, in degrees. */
  boolean contains(double longitude, double latitude);
}
