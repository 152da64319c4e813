package dev.ouzel.testkit.contract;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import dev.ouzel.stream.StreamSignal.Frames;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts bytes into frames at line ends, one byte after another. */
final class LineCutter {
  private static final int LONGEST = 8 << 20;
  private static final int BEGINNING = 64 << 10;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean tooLong;

  /** What the first {@code length} bytes of {@code turn} complete. */
  Frames cut(byte[] turn, int length) {
    List<Frame> frames = new ArrayList<>();
    int keepAlives = 0;
    for (int i = 0; i < length; i++) {
      if (turn[i] != '\n') {
        add(turn[i]);
      } else {
        Payload payload = take();
        if (payload.isEmpty()) {
          keepAlives++;
        } else {
          frames.add(tooLong ? new UnreadableFrame("too long", payload) : LineReader.read(payload));
        }
        tooLong = false;
      }
    }
    long held = frames.stream().mapToLong(frame -> frame.payload().pinnedBytes()).sum();
    return new Frames(frames, keepAlives, length, held);
  }

  private void add(byte each) {
    if (line.size() < LONGEST) {
      line.write(each);
    } else {
      tooLong = true;
    }
  }

  private Payload take() {
    byte[] bytes = line.toByteArray();
    line.reset();
    int end = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    return Payload.wrap(bytes, 0, tooLong ? BEGINNING : end);
  }

  int unfinishedBytes() {
    return line.size();
  }
}
