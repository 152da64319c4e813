package dev.ouzel.persistence.spool;

import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much a spool may hold.
 *
 * @param file the spool's file
 * @param settings its bounds
 */
record Room(Path file, SpoolSettings settings) {
  private static final int BYTES_IN_A_MEGABYTE = 1_000_000;

  /**
   * Fails when there is no room for a batch.
   *
   * @param used bytes that the file holds
   * @param free bytes in the file that are free for use
   * @param wanted bytes of the batch
   */
  void check(long used, long free, long wanted) {
    if (used + wanted > settings.maxBytes()) {
      throw full("has reached its limit of " + megabytes(settings.maxBytes()));
    }
    if (free < wanted && usable() - wanted < settings.minFreeBytes()) {
      throw full("leaves less than " + megabytes(settings.minFreeBytes()) + " free on the disk");
    }
  }

  private long usable() {
    try {
      return Files.getFileStore(file).getUsableSpace();
    } catch (IOException e) {
      throw SinkFailure.permanent("the disk of " + file + " cannot be asked for its room: " + e, e);
    }
  }

  private static String megabytes(long bytes) {
    return bytes / BYTES_IN_A_MEGABYTE + " MB";
  }

  private SinkFailure full(String how) {
    return SinkFailure.permanent(
        "the spool "
            + file
            + " "
            + how
            + ": let the sinks behind it catch up, or give it more room, and start again;"
            + " nothing acknowledged is lost");
  }
}
