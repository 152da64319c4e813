package dev.ouzel.testkit.load;

/**
 * Some posts in few bytes, equal for the same posts in any order, and for no others that are likely
 * to be confused with them.
 *
 * @param posts how many
 * @param sum their ids added up, beyond 64 bits from 0 again
 * @param mixed their ids' mixed bits added up likewise, which no two missing posts make up for
 */
public record LoadSum(long posts, long sum, long mixed) {
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  /** No posts. */
  public static LoadSum none() {
    return new LoadSum(0, 0, 0);
  }

  /** With the posts of {@code count} ids more, one after another from {@code first}. */
  LoadSum plus(long first, int count) {
    long mixes = mixed;
    for (long id = first; id < first + count; id++) {
      mixes += mix(id);
    }
    return new LoadSum(posts + count, sum + first * count + (long) count * (count - 1) / 2, mixes);
  }

  /** The posts of both. */
  public LoadSum plus(LoadSum other) {
    return new LoadSum(posts + other.posts, sum + other.sum, mixed + other.mixed);
  }

  private static long mix(long id) {
    long bits = id * SPREAD;
    bits = (bits ^ (bits >>> 32)) * SPREAD;
    return bits ^ (bits >>> 29);
  }
}
