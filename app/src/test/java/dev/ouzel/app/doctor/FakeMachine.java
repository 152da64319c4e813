package dev.ouzel.app.doctor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;

/** A machine that is as a test wants it; its names are those of the true one. */
final class FakeMachine extends Machine {
  Instant now = Instant.now();
  long usableBytes = 100L << 30;
  long mostOpenFiles = 4_096;
  int nameMemorySeconds = 30;

  @Override
  Instant now() {
    return now;
  }

  @Override
  int nameMemorySeconds() {
    return nameMemorySeconds;
  }

  @Override
  long usableBytes(Path directory) {
    return usableBytes;
  }

  @Override
  OptionalLong mostOpenFiles() {
    return OptionalLong.of(mostOpenFiles);
  }
}
