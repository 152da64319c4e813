package dev.ouzel.app.bench;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.testkit.load.FrameSize;
import dev.ouzel.testkit.load.LoadSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A SQLite file.
 *
 * @param file where it is, absolute
 */
record NewFile(Path file) implements NewStore {
  static final String SCHEME = "sqlite:";

  static NewFile of(String uri) {
    Path file = Path.of(uri.substring(SCHEME.length())).toAbsolutePath();
    if (Files.exists(file)) {
      throw new Mistake(file + " exists; delete it, or name another file with --sink");
    }
    return new NewFile(file);
  }

  @Override
  public String uri() {
    return SCHEME + file;
  }

  @Override
  public String name() {
    return uri();
  }

  @Override
  public NewFile beside() {
    return new NewFile(file.resolveSibling(file.getFileName() + ".sink"));
  }

  @Override
  public Optional<Boolean> holdsExactly(FrameSize size, LoadSum sent) {
    return Optional.of(StoreCheck.tableHoldsExactly(uri(), size, sent));
  }

  /** With its log and its locks. */
  @Override
  public Optional<String> remove() {
    try (Stream<Path> siblings = Files.list(file.getParent())) {
      List<Path> parts = siblings.filter(this::isPart).toList();
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(file + " may be left; delete it and what is named like it");
    }
  }

  private boolean isPart(Path sibling) {
    String store = file.getFileName().toString();
    String name = sibling.getFileName().toString();
    return name.equals(store)
        || name.startsWith(store + "-")
        || (name.startsWith(store + ".") && name.endsWith(".lock"));
  }
}
