package dev.ouzel.coverage;

/** A stretch of a stream's time of which it is known what became of it. */
public sealed interface Stretch permits Covered, Gap {
  /** Which time, by X's clock. */
  TimeRange range();

  /** The same, of another time. */
  Stretch over(TimeRange other);
}
