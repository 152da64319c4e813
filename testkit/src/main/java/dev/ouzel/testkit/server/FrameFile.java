package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads frames from a file, one a line. */
final class FrameFile {
  private static final long LARGEST = 1L << 30;

  private FrameFile() {}

  static List<Payload> read(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST) {
      throw new IOException(file + " has " + size + " bytes; at most " + LARGEST + " are replayed");
    }
    byte[] bytes = Files.readAllBytes(file);
    List<Payload> frames = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        int to = i > from && i < bytes.length && bytes[i - 1] == '\r' ? i - 1 : i;
        if (to > from) {
          frames.add(Payload.wrap(bytes, from, to - from));
        }
        from = i + 1;
      }
    }
    return frames;
  }
}
