package dev.ouzel.testkit.server;

import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.render.Rendering;
import java.util.OptionalInt;

/**
 * What one connection asked for.
 *
 * @param endpoint which stream
 * @param partition which of its partitions, from 1; empty when it has none
 * @param rendering how much of each event, and in which words
 */
record Subscription(StreamEndpoint endpoint, OptionalInt partition, Rendering rendering) {
  /** True when both are for the same stream, or the same partition of it. */
  boolean competesWith(Subscription other) {
    return endpoint == other.endpoint && partition.equals(other.partition);
  }

  /**
   * True when what has this key falls into the partition. By which key X deals is not known; here
   * it is the post's id, or else the bytes of the event.
   */
  boolean takes(long key) {
    return partition.isEmpty()
        || Math.floorMod(mixed(key), endpoint.partitions()) == partition.getAsInt() - 1;
  }

  /** Spreads the low bits, which ids that follow one another share. */
  private static long mixed(long key) {
    long mixed = (key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }
}
