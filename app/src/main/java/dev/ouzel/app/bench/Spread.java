package dev.ouzel.app.bench;

import org.HdrHistogram.Histogram;

/**
 * How times spread, in milliseconds.
 *
 * @param median half took no longer
 * @param p90 nine of ten
 * @param p99 99 of a hundred
 * @param p999 999 of a thousand
 * @param longest all
 */
public record Spread(double median, double p90, double p99, double p999, double longest) {
  private static final double NANOS = 1e6;

  static Spread of(Histogram times) {
    return new Spread(
        times.getValueAtPercentile(50) / NANOS,
        times.getValueAtPercentile(90) / NANOS,
        times.getValueAtPercentile(99) / NANOS,
        times.getValueAtPercentile(99.9) / NANOS,
        times.getMaxValue() / NANOS);
  }
}
