package dev.ouzel.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the bearer token comes from: a file, read again each time the token is asked for, or the
 * environment. Tells nothing of the token in any message. Safe for use by several threads.
 */
public final class TokenSource implements Supplier<String> {
  /** The environment variable that holds the token. */
  public static final String VARIABLE = "X_BEARER_TOKEN";

  /** X's tokens have some hundred characters; a file larger than this is another file. */
  private static final long LARGEST_FILE = 16 * 1024;

  private final Optional<Path> file;
  private final Supplier<String> text;

  private TokenSource(Optional<Path> file, Supplier<String> text) {
    this.file = file;
    this.text = text;
  }

  /**
   * The token in {@code file} if one is named, otherwise in {@link #VARIABLE}. Fails with {@link
   * Mistake} at once when there is no usable token now.
   */
  public static TokenSource of(Optional<String> file, Map<String, String> environment) {
    TokenSource source =
        file.map(TokenSource::path)
            .map(path -> new TokenSource(Optional.of(path), () -> read(path)))
            .orElseGet(
                () ->
                    new TokenSource(
                        Optional.empty(), () -> environment.getOrDefault(VARIABLE, "")));
    source.get();
    return source;
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException malformed) {
      throw new Mistake("--token-file is no file name: " + malformed.getReason());
    }
  }

  /** The token now; fails with {@link Mistake} when there is none that can be sent. */
  @Override
  public String get() {
    String token = text.get().strip();
    if (token.isEmpty()) {
      throw new Mistake(
          file.map(path -> "the token file " + path + " is empty; put the app's bearer token in it")
              .orElse("no bearer token; set " + VARIABLE + " or give --token-file"));
    }
    if (!token.chars().allMatch(character -> character > ' ' && character <= '~')) {
      throw new Mistake(
          "the bearer token in "
              + file.map(Path::toString).orElse(VARIABLE)
              + " holds a space, a line break or another character that no token has;"
              + " give the token alone");
    }
    return token;
  }

  private static String read(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new Mistake("the token file " + file + " is too large for a token");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException missing) {
      throw new Mistake("the token file " + file + " does not exist");
    } catch (IOException unreadable) {
      throw new Mistake("the token file " + file + " cannot be read: " + unreadable.getMessage());
    }
  }

  /** Where the token comes from, and nothing of it. */
  @Override
  public String toString() {
    return "TokenSource[" + file.map(Path::toString).orElse(VARIABLE) + "]";
  }
}
