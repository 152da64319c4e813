package dev.ouzel.app.doctor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where on this machine a sink lies. */
final class StorePlace {
  private StorePlace() {}

  /** The file or directory that a sink's URI names; empty when it lies elsewhere, or nowhere. */
  static Optional<Path> of(String uri) {
    return Stream.of("sqlite:", "jsonl:")
        .filter(uri::startsWith)
        .map(scheme -> uri.substring(scheme.length()).replaceFirst("[?].*", ""))
        .filter(path -> !path.isBlank())
        .flatMap(path -> path(path).stream())
        .findFirst();
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }
}
