package dev.ouzel.http.frame;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import dev.ouzel.stream.StreamSignal.Frames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts what arrives into frames, however the bytes were cut on their way. A frame ends at a line
 * feed, and a carriage return before it belongs to the end; an empty line is a keep-alive. Holds at
 * most one frame's worth of bytes. Not safe for use by several threads.
 */
public final class FrameSplitter {
  /** How much is kept of a frame beyond the cap. */
  static final int KEPT_OF_TOO_LONG = 64 * 1024;

  private static final int SMALL_CARRY = 4 * 1024;

  private final int cap;

  /** One byte beyond the cap may be the carriage return of a frame that just fits. */
  private final int longestHeld;

  private final FrameScanner scanner;

  /** The beginning of a frame whose end has not come, in {@code carried} bytes. */
  private byte[] carry = new byte[SMALL_CARRY];

  private int carried;

  /** How long the line is so far; more than {@code carried} once it is too long to keep. */
  private long lineLength;

  private boolean endsInReturn;

  private final List<Frame> frames = new ArrayList<>();
  private int keepAlives;
  private long bytes;
  private long pinnedBytes;

  /** True when a frame is a slice of the array being read. */
  private boolean sliced;

  /**
   * A splitter at the beginning of a stream.
   *
   * @param cap how long a frame may be, in bytes; of a longer one the first 64 KiB are kept
   * @param scanner tells what each frame is
   */
  public FrameSplitter(int cap, FrameScanner scanner) {
    this.cap = cap;
    this.longestHeld = Math.max(cap + 1, KEPT_OF_TOO_LONG);
    this.scanner = scanner;
  }

  /** Reads on. Frames are slices of the array, so it must not be written to again. */
  public void read(byte[] array, int offset, int length) {
    bytes += length;
    sliced = false;
    int end = offset + length;
    int lineStart = offset;
    int feed = Words.indexOf(array, lineStart, end, '\n');
    while (feed >= 0) {
      if (lineLength == 0) {
        endLine(array, lineStart, feed);
      } else {
        hold(array, lineStart, feed - lineStart);
        endHeldLine();
      }
      lineStart = feed + 1;
      feed = Words.indexOf(array, lineStart, end, '\n');
    }
    hold(array, lineStart, end - lineStart);
    if (sliced) {
      pinnedBytes += array.length;
    }
  }

  private void endLine(byte[] array, int start, int feed) {
    int end = feed > start && array[feed - 1] == '\r' ? feed - 1 : feed;
    if (end == start) {
      keepAlives++;
    } else if (end - start > cap) {
      tooLong(array, start, end - start);
    } else {
      frames.add(scanner.scan(array, start, end - start));
      sliced = true;
    }
  }

  private void hold(byte[] array, int start, int length) {
    if (length == 0) {
      return;
    }
    lineLength += length;
    endsInReturn = array[start + length - 1] == '\r';
    int held = (int) (lineLength <= longestHeld ? lineLength : KEPT_OF_TOO_LONG);
    fitCarry(held);
    if (held > carried) {
      System.arraycopy(array, start, carry, carried, held - carried);
    }
    carried = held;
  }

  private void fitCarry(int held) {
    if (carry.length < held) {
      carry = Arrays.copyOf(carry, (int) Math.max(held, Math.min(longestHeld, 2L * carry.length)));
    } else if (lineLength > longestHeld && carry.length > KEPT_OF_TOO_LONG) {
      carry = Arrays.copyOf(carry, KEPT_OF_TOO_LONG);
    }
  }

  private void endHeldLine() {
    long length = endsInReturn ? lineLength - 1 : lineLength;
    if (length == 0) {
      keepAlives++;
    } else if (length > cap) {
      tooLong(carry, 0, length);
    } else {
      byte[] frame = Arrays.copyOf(carry, (int) length);
      frames.add(scanner.scan(frame, 0, frame.length));
      pinnedBytes += frame.length;
    }
    lineLength = 0;
    carried = 0;
    if (carry.length > KEPT_OF_TOO_LONG) {
      carry = new byte[SMALL_CARRY];
    }
  }

  private void tooLong(byte[] array, int start, long length) {
    int kept = (int) Math.min(length, KEPT_OF_TOO_LONG);
    byte[] beginning = Arrays.copyOfRange(array, start, start + kept);
    String reason = "too long: %d bytes, the first %d kept".formatted(length, kept);
    frames.add(new UnreadableFrame(reason, Payload.wrap(beginning, 0, kept)));
    pinnedBytes += kept;
  }

  /** True when something was read since the last turn. */
  public boolean hasRead() {
    return bytes > 0;
  }

  /** What was read since the last turn, which ends with this. */
  public Frames turn() {
    Frames turn = new Frames(frames, keepAlives, bytes, pinnedBytes);
    frames.clear();
    keepAlives = 0;
    bytes = 0;
    pinnedBytes = 0;
    return turn;
  }

  /** How many bytes have come since the last line feed. */
  public int unfinishedBytes() {
    return (int) Math.min(lineLength, Integer.MAX_VALUE);
  }
}
