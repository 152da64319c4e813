package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import java.util.OptionalLong;

/** Finds {@code data.id} in a frame without building its objects. Used once for one frame. */
final class FrameId {
  private static final int MOST_DIGITS = 19;

  private final Payload frame;
  private int position;
  private int depth;
  private boolean inData;
  private boolean dataIsNext;

  private FrameId(Payload frame) {
    this.frame = frame;
  }

  /** The id; empty when the frame has none that is a number, or is no JSON. */
  static OptionalLong of(Payload frame) {
    return new FrameId(frame).find();
  }

  private OptionalLong find() {
    while (position < frame.size()) {
      switch (frame.at(position++)) {
        case '{', '[' -> enter();
        case '}', ']' -> depth--;
        case '"' -> {
          int from = position;
          skipString();
          if (depth == 2 && inData && isName(from, "id")) {
            return number();
          }
          dataIsNext = depth == 1 && isName(from, "data");
        }
        default -> {}
      }
    }
    return OptionalLong.empty();
  }

  private void enter() {
    depth++;
    inData = depth == 2 ? dataIsNext : inData;
  }

  private void skipString() {
    while (position < frame.size() && frame.at(position) != '"') {
      position += frame.at(position) == '\\' ? 2 : 1;
    }
    position++;
  }

  /** True when the string that began at {@code from} reads so and a colon follows it. */
  private boolean isName(int from, String name) {
    return position - 1 - from == name.length()
        && position < frame.size()
        && frame.slice(from, position - 1).text().equals(name)
        && frame.at(position) == ':';
  }

  private OptionalLong number() {
    int from = position + 1;
    if (from < frame.size() && frame.at(from) == '"') {
      from++;
    }
    int to = from;
    while (to < frame.size() && frame.at(to) >= '0' && frame.at(to) <= '9') {
      to++;
    }
    try {
      return to - from > MOST_DIGITS
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(frame.slice(from, to).text()));
    } catch (NumberFormatException noNumber) {
      return OptionalLong.empty();
    }
  }
}
