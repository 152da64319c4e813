package dev.ouzel.app.doctor;

import dev.ouzel.app.config.Destination;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/** Looks at where posts go. Nothing there is changed, so that writing is never really tried. */
final class SinkChecks {
  private SinkChecks() {}

  static Finding sink(String uri) {
    if (uri.equals("-")) {
      return Finding.unchecked("sink", "standard output keeps nothing");
    }
    String name = Destination.of(uri).name();
    Optional<Path> place = StorePlace.of(uri);
    Optional<Finding> hindrance = place.flatMap(path -> hindrance("sink", path));
    if (hindrance.isPresent()) {
      return hindrance.get();
    }
    if (place.isPresent() && !Files.exists(place.get())) {
      return Finding.ok("sink", place.get() + " is not there yet; an ingest makes it");
    }
    try (StoreReader reader = Wiring.reader(uri)) {
      String words = name + " is of this version and can be read" + lastCommit(reader);
      return Finding.ok(
          "sink",
          place.isPresent() ? words : words + "; whether it can be written, an ingest will see");
    } catch (SinkFailure failure) {
      // A server's store that is merely not there yet fails for good, as does one that is damaged.
      return place.isEmpty() && !failure.isWorthRetrying()
          ? Finding.warning("sink", failure.getMessage(), "if it is new, an ingest makes it")
          : Finding.problem("sink", failure.getMessage(), "see docs/sinks.md");
    } catch (Mistake mistake) {
      return Finding.problem("sink", mistake.getMessage(), "see docs/sinks.md");
    }
  }

  private static String lastCommit(StoreReader reader) {
    return reader.streams().stream()
        .flatMap(stream -> reader.checkpoint(stream).stream())
        .map(Checkpoint::takenAt)
        .max(Comparator.naturalOrder())
        .map(at -> "; the last commit was at " + at.truncatedTo(ChronoUnit.SECONDS))
        .orElse("; nothing is in it yet");
  }

  static Finding spool(Path file) {
    return hindrance("spool", file)
        .orElseGet(
            () ->
                Finding.ok(
                    "spool",
                    file
                        + (Files.exists(file) ? " can be written" : " will be made by an ingest")));
  }

  /** Why a file, or a directory of files, could not be written. */
  private static Optional<Finding> hindrance(String check, Path path) {
    Path directory = path.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory)) {
      return Optional.of(
          Finding.problem(
              check, "there is no directory " + directory, "make it: mkdir -p " + directory));
    }
    Path hindering = Files.exists(path) ? path : directory;
    return Files.isWritable(hindering)
        ? Optional.empty()
        : Optional.of(
            Finding.problem(
                check,
                "%s cannot be written by %s".formatted(hindering, System.getProperty("user.name")),
                "give that user the right to write there, or name another place"));
  }
}
