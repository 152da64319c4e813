package dev.ouzel.testkit.load;

import java.io.IOException;
import java.io.OutputStream;

/** Sends the posts of one connection, on the thread that calls it. */
final class Outpour {
  private static final long REST_MILLIS = 1;

  /** Written together, while what was stamped is still at hand. */
  private static final int MOST_AT_ONCE = 256;

  private final OutputStream out;
  private final Loads loads;
  private final Block block;
  private final LoadSettings settings;
  private final long begun = System.nanoTime();
  private LoadSum sum = LoadSum.none();

  Outpour(OutputStream out, Loads loads, boolean compressed, LoadSettings settings) {
    this.out = out;
    this.loads = loads;
    this.block = loads.block(compressed);
    this.settings = settings;
  }

  /** Sends until the settings say that it is enough, and tells what was sent. */
  LoadSum run() throws IOException, InterruptedException {
    int frame = 0;
    while (!isOver()) {
      int count = (int) Math.min(due(), Math.min(MOST_AT_ONCE, Block.FRAMES - frame));
      if (count == 0) {
        Thread.sleep(REST_MILLIS);
        continue;
      }
      send(frame, count);
      frame = (frame + count) % Block.FRAMES;
    }
    return sum;
  }

  private boolean isOver() {
    return sum.posts() >= settings.posts().orElse(Long.MAX_VALUE)
        || settings.length().filter(length -> elapsed() >= length.toNanos()).isPresent();
  }

  private long elapsed() {
    return System.nanoTime() - begun;
  }

  private long due() {
    double soFar = elapsed() / 1e9 * settings.postsPerSecond();
    long wanted = Math.min((long) soFar, settings.posts().orElse(Long.MAX_VALUE));
    return Math.max(0, wanted - sum.posts());
  }

  private void send(int frame, int count) throws IOException {
    long first = loads.reserve() + frame;
    for (int i = 0; i < count; i++) {
      block.stamp(frame + i, first + i);
    }
    int start = block.start(frame);
    out.write(block.bytes(), start, block.start(frame + count) - start);
    sum = sum.plus(first, count);
  }
}
