package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The frames published so far, oldest first, of which the oldest are forgotten at a limit. */
final class PostLog {
  private final long limit;
  private final Deque<Payload> frames = new ArrayDeque<>();
  private long bytes;
  private long count;

  PostLog(long limit) {
    this.limit = limit;
  }

  void append(Payload frame) {
    frames.addLast(frame);
    bytes += frame.size();
    count++;
    while (bytes > limit) {
      bytes -= frames.removeFirst().size();
    }
  }

  List<Payload> frames() {
    return List.copyOf(frames);
  }

  /** How many were ever published, remembered or not. */
  long count() {
    return count;
  }
}
