package dev.ouzel.app.bench;

/**
 * What was done in some time, and what it cost.
 *
 * @param posts how many posts
 * @param bytes how many bytes their frames had
 * @param usage the time and processor time that it took
 */
public record Figures(long posts, long bytes, Usage usage) {
  private static final double MILLION = 1e6;

  /** Posts a second. */
  public double postsPerSecond() {
    return posts / seconds();
  }

  /** Millions of bytes a second. */
  public double megabytesPerSecond() {
    return bytes / MILLION / seconds();
  }

  /** Seconds of processor time for a million posts. */
  public double cpuSecondsPerMillion() {
    return usage.cpu().toNanos() / 1e3 / posts;
  }

  /** How long it took. */
  public double seconds() {
    return usage.wall().toNanos() / 1e9;
  }

  /** How much of it the garbage collector took, in seconds. */
  public double collectingSeconds() {
    return usage.collecting().toMillis() / 1e3;
  }
}
