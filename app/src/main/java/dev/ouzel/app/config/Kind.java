package dev.ouzel.app.config;

import dev.ouzel.stream.NearestName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How the value of a setting is written, and what it means.
 *
 * @param form how it is written
 * @param choices the words that can be chosen from; none when any can be written
 * @param meaning what the texts mean, of which there is one unless it is a list; fails with {@link
 *     Mistake} when they mean nothing
 */
public record Kind<T>(Form form, List<String> choices, Function<List<String>, T> meaning) {
  /** How a value is written. */
  public enum Form {
    /** Any text. */
    TEXT("text"),
    /** A file's name. */
    FILE("file"),
    /** An address with its scheme. */
    URL("URL"),
    /** A host and a port. */
    ADDRESS("HOST:PORT"),
    /** A length of time, such as {@code 20s}. */
    DURATION("duration"),
    /** An amount of bytes, such as {@code 16GB}. */
    BYTES("byte size"),
    /** A whole number of at least 1. */
    COUNT("count"),
    /** {@code true} or {@code false}. */
    YES_NO("true or false"),
    /** One of some words. */
    CHOICE("one of"),
    /** Names, between which commas stand where they must be one text. */
    NAMES("list of names"),
    /** URIs, between which spaces stand where they must be one text. */
    URIS("list of URIs");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    /** What it is called. */
    public String words() {
      return words;
    }

    /** True when there may be several values. */
    public boolean isList() {
      return this == NAMES || this == URIS;
    }
  }

  static final Kind<String> TEXT = one(Form.TEXT, Function.identity());
  static final Kind<Path> FILE = one(Form.FILE, Kind::path);
  static final Kind<Duration> DURATION = one(Form.DURATION, Durations::parse);
  static final Kind<Long> BYTES = one(Form.BYTES, ByteSizes::parse);
  static final Kind<Long> COUNT = one(Form.COUNT, Kind::count);
  static final Kind<Integer> SMALL_COUNT = one(Form.COUNT, Kind::smallCount);
  static final Kind<Boolean> YES_NO = one(Form.YES_NO, Kind::yesOrNo);

  private static final Pattern COMMAS = Pattern.compile("[,\\s]+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** Copies the choices. */
  public Kind {
    choices = List.copyOf(choices);
  }

  static <T> Kind<T> one(Form form, Function<String, T> meaning) {
    return new Kind<>(form, List.of(), texts -> meaning.apply(texts.get(0)));
  }

  static <T> Kind<T> choice(Map<String, T> meanings) {
    return new Kind<>(
        Form.CHOICE, List.copyOf(meanings.keySet()), texts -> chosen(texts.get(0), meanings));
  }

  static <T> Kind<T> names(List<String> known, Function<List<String>, T> meaning) {
    return new Kind<>(Form.NAMES, known, meaning);
  }

  static <T> Kind<T> uris(Function<List<String>, T> meaning) {
    return new Kind<>(Form.URIS, List.of(), meaning);
  }

  /** The values in one text, as the environment holds it. */
  public List<String> texts(String text) {
    return switch (form) {
      case NAMES -> List.of(COMMAS.split(text.strip()));
      case URIS -> List.of(SPACES.split(text.strip()));
      default -> List.of(text);
    };
  }

  private static <T> T chosen(String text, Map<String, T> meanings) {
    T meaning = meanings.get(text.strip());
    if (meaning == null) {
      throw new Mistake(
          "'%s' is not known here; did you mean %s? There are: %s"
              .formatted(
                  text,
                  NearestName.of(text, meanings.keySet()),
                  String.join(", ", meanings.keySet())));
    }
    return meaning;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException malformed) {
      throw new Mistake("this is no file name: " + malformed.getReason());
    }
  }

  private static long count(String text) {
    if (!text.strip().matches("0{0,9}[1-9][0-9]{0,17}")) {
      throw new Mistake("'" + text + "' is no whole number of at least 1; write such as 1000");
    }
    return Long.parseLong(text.strip());
  }

  private static int smallCount(String text) {
    long count = count(text);
    if (count > Integer.MAX_VALUE) {
      throw new Mistake(count + " is too many; the most is " + Integer.MAX_VALUE);
    }
    return (int) count;
  }

  private static boolean yesOrNo(String text) {
    return switch (text.strip()) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> throw new Mistake("'" + text + "' is neither true nor false");
    };
  }
}
