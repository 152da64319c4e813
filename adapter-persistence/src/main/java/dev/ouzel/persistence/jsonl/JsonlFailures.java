package dev.ouzel.persistence.jsonl;

import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/** What the errors of a disk mean for whoever runs the program. */
final class JsonlFailures {
  // The operating system's own words: Java has no type for these.
  private static final List<String> FULL =
      List.of("No space left", "quota exceeded", "not enough space", "File too large");
  private static final List<String> FORBIDDEN =
      List.of("Read-only", "Permission denied", "not permitted");

  private JsonlFailures() {}

  static SinkFailure of(IOException e, Path directory) {
    String words = String.valueOf(e.getMessage());
    if (FULL.stream().anyMatch(words::contains)) {
      return SinkFailure.permanent(
          "the disk is full: free space for "
              + directory
              + " and start again; nothing acknowledged is lost",
          e);
    }
    if (e instanceof AccessDeniedException || FORBIDDEN.stream().anyMatch(words::contains)) {
      return SinkFailure.permanent(unwritable(directory), e);
    }
    if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
      return SinkFailure.permanent(
          "%s is gone, or what Ouzel keeps in it (%s): put it back, or mount it, and start again"
              .formatted(directory, words),
          e);
    }
    return SinkFailure.permanent(
        "the disk failed under %s (%s): check it and start again; nothing acknowledged is lost"
            .formatted(directory, words),
        e);
  }

  static String unwritable(Path directory) {
    return directory + " cannot be written to: allow it for the directory and all that is in it";
  }

  static SinkFailure damaged(Path file, String how) {
    return SinkFailure.permanent(
        "%s is damaged: %s; restore it, or put the directory aside and name another"
            .formatted(file, how));
  }
}
