package dev.ouzel.testkit.sim;

import dev.ouzel.stream.Frame;
import dev.ouzel.stream.StreamSignal.Frames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What X has sent on a connection and nobody has read. */
final class Unread {
  /** What one turn of reading gathers at most. */
  private static final int TURN_BYTES = 64 * 1024;

  private static final int DELIMITER_BYTES = 2;

  private final Deque<Line> lines = new ArrayDeque<>();
  private long bytes;

  /** Bytes that complete a frame, or are a keep-alive, or the beginning of a frame. */
  private record Line(Optional<Frame> frame, int keepAlives, int bytes) {}

  void add(Frame frame) {
    put(new Line(Optional.of(frame), 0, frame.payload().size() + DELIMITER_BYTES));
  }

  /** A frame whose beginning is read in a turn of its own, if the reader is quick. */
  void addBeginning(int size) {
    put(new Line(Optional.empty(), 0, size));
  }

  void addKeepAlive() {
    put(new Line(Optional.empty(), 1, DELIMITER_BYTES));
  }

  private void put(Line line) {
    lines.add(line);
    bytes += line.bytes();
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  void clear() {
    lines.clear();
    bytes = 0;
  }

  /** Loses the newest lines, until no more than {@code most} bytes are left. */
  void keep(long most) {
    while (bytes > most) {
      bytes -= lines.removeLast().bytes();
    }
  }

  /** One turn of reading. */
  Frames turn() {
    List<Frame> frames = new ArrayList<>();
    int keepAlives = 0;
    long read = 0;
    while (!lines.isEmpty() && (read == 0 || read + lines.peek().bytes() <= TURN_BYTES)) {
      Line line = lines.remove();
      line.frame().ifPresent(frames::add);
      keepAlives += line.keepAlives();
      read += line.bytes();
    }
    bytes -= read;
    return new Frames(frames, keepAlives, read, frames.isEmpty() ? 0 : read);
  }
}
