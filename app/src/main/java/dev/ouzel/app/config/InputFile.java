package dev.ouzel.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that the user names. */
public final class InputFile {
  /** A reader of one kind of file. */
  @FunctionalInterface
  public interface Reader<T> {
    /** What is in the file; an {@link IllegalArgumentException} says what is wrong with it. */
    T read(Path file) throws IOException;
  }

  private InputFile() {}

  /** A reader of text, which is taken as it is. */
  public static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  /**
   * What is in the file; {@code what} is what it is for. Whatever is wrong is the user's mistake.
   */
  public static <T> T read(String what, Path file, Reader<T> reader) {
    try {
      return reader.read(file);
    } catch (NoSuchFileException missing) {
      throw new Mistake("%s, %s, does not exist".formatted(what, file));
    } catch (AccessDeniedException forbidden) {
      throw new Mistake("%s, %s, cannot be read: permission denied".formatted(what, file));
    } catch (IOException unreadable) {
      throw new Mistake(
          "%s, %s, cannot be read: %s".formatted(what, file, unreadable.getMessage()));
    } catch (IllegalArgumentException wrong) {
      throw new Mistake(wrong.getMessage());
    }
  }
}
