package dev.ouzel.app.bench;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.testkit.load.FrameSize;
import dev.ouzel.testkit.load.LoadSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of files of lines.
 *
 * @param directory where it is, absolute
 * @param parameters what the URI says beyond that, with the question mark
 */
record NewDirectory(Path directory, String parameters) implements NewStore {
  static final String SCHEME = "jsonl:";

  static NewDirectory of(String uri) {
    int query = uri.indexOf('?');
    int end = query < 0 ? uri.length() : query;
    String path = uri.substring(SCHEME.length(), end);
    if (path.isBlank()) {
      throw new Mistake("--sink names no directory: write jsonl:DIR, such as jsonl:archive");
    }
    Path directory = Path.of(path).toAbsolutePath();
    if (Files.exists(directory)) {
      throw new Mistake(directory + " exists; delete it, or name another directory with --sink");
    }
    return new NewDirectory(directory, uri.substring(end));
  }

  @Override
  public String uri() {
    return SCHEME + directory + parameters;
  }

  @Override
  public String name() {
    return uri();
  }

  @Override
  public NewDirectory beside() {
    return new NewDirectory(
        directory.resolveSibling(directory.getFileName() + ".sink"), parameters);
  }

  @Override
  public Optional<Boolean> holdsExactly(FrameSize size, LoadSum sent) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> segments = files.filter(NewDirectory::isSegment).sorted().toList();
      return Optional.of(StoreCheck.filesHoldExactly(segments, size, sent));
    }
  }

  private static boolean isSegment(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && !name.contains(".dead_letters.")
        && !name.contains(".ledger.");
  }

  @Override
  public Optional<String> remove() {
    if (!Files.exists(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(directory + " may be left; delete it");
    }
  }
}
