package dev.ouzel.coverage;

/**
 * Time of which every post that X delivers was kept.
 *
 * @param range which time
 * @param selection a print of what was asked for: the same as long as rules and fields are; empty
 *     when unknown
 */
public record Covered(TimeRange range, String selection) implements Stretch {
  @Override
  public Covered over(TimeRange other) {
    return new Covered(other, selection);
  }
}
