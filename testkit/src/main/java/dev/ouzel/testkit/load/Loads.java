package dev.ouzel.testkit.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What is sent, made before the first of it is sent. Safe for use by several threads. */
final class Loads {
  /** Deflate, without a name, a time or flags. */
  private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  /** A stored block of two bytes, a line's end. */
  private static final byte[] COMPRESSED_KEEP_ALIVE = {0, 2, 0, (byte) 0xfd, (byte) 0xff, 13, 10};

  static final byte[] GZIP_HEADER_CHUNK = chunk(GZIP_HEADER);

  private final AtomicLong reserved = new AtomicLong();
  private final LoadPosts posts;
  private final Block plain;
  private Optional<Block> gzip = Optional.empty();

  Loads(FrameSize size) {
    posts = new LoadPosts(size);
    plain = posts.plain();
  }

  /** The first of a whole block's ids, which are of the present and nobody else's. */
  long reserve() {
    return reserved.updateAndGet(last -> Math.max(last + Block.FRAMES, Ids.now(Block.FRAMES)));
  }

  /** The frames for one connection. */
  Block block(boolean compressed) {
    return compressed ? gzip().copy() : plain.copy();
  }

  private synchronized Block gzip() {
    if (gzip.isEmpty()) {
      gzip = Optional.of(posts.gzip());
    }
    return gzip.get();
  }

  byte[] keepAlive(boolean compressed) {
    return chunk(compressed ? COMPRESSED_KEEP_ALIVE : "\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] chunk(byte[] content) {
    return Block.of(List.of(new Block.Part(content, new int[0]))).bytes();
  }
}
