package dev.ouzel.persistence.jsonl;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sink's URI asks for.
 *
 * @param directory where the files are
 * @param segmentBytes how long a segment becomes before it is sealed, and the last batch more
 * @param age how old it becomes at most while batches are committed
 * @param compression what sealed segments become
 * @param level how much work that is worth
 */
record JsonlSettings(
    Path directory, long segmentBytes, Duration age, Compression compression, int level) {
  static final String SCHEME = "jsonl:";

  private static final String SEGMENT = "segment";
  private static final String AGE = "age";
  private static final String COMPRESS = "compress";
  private static final String LEVEL = "level";
  private static final List<String> PARAMETERS = List.of(SEGMENT, AGE, COMPRESS, LEVEL);

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})([A-Za-z]+)");
  private static final Map<String, Long> BYTES =
      Map.of("kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L);
  private static final Map<String, Long> SECONDS =
      Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L);
  private static final long USUAL_BYTES = 256_000_000L;
  private static final long USUAL_SECONDS = 3_600;

  /**
   * Reads {@code jsonl:DIR} with or without parameters.
   *
   * @throws IllegalArgumentException when it is no such URI; the message says what would be
   */
  static JsonlSettings parse(String uri) {
    int query = uri.indexOf('?');
    String path = uri.substring(0, query < 0 ? uri.length() : query);
    Map<String, String> parameters = query < 0 ? Map.of() : parameters(uri.substring(query + 1));
    Compression compression = compression(parameters.getOrDefault(COMPRESS, "zstd"));
    return new JsonlSettings(
        directory(path),
        parameters.containsKey(SEGMENT)
            ? number(parameters.get(SEGMENT), BYTES, "256MB, in KB, MB or GB")
            : USUAL_BYTES,
        Duration.ofSeconds(
            parameters.containsKey(AGE)
                ? number(parameters.get(AGE), SECONDS, "1h, in s, m, h or d")
                : USUAL_SECONDS),
        compression,
        parameters.containsKey(LEVEL)
            ? level(parameters.get(LEVEL), compression)
            : compression.usualLevel);
  }

  private static Path directory(String uri) {
    String path = uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : "";
    if (path.isBlank() || path.startsWith("//")) {
      throw new IllegalArgumentException(
          "'" + uri + "' names no directory: write jsonl:DIR, such as jsonl:archive");
    }
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + uri + "' names no directory: " + e.getReason(), e);
    }
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : query.split("&", -1)) {
      String key = part.substring(0, Math.max(part.indexOf('='), 0));
      if (!PARAMETERS.contains(key)) {
        throw new IllegalArgumentException(
            "'%s' is no parameter of a jsonl sink: it has segment, age, compress and level,"
                    .formatted(part)
                + " as in jsonl:archive?segment=256MB&age=1h&compress=zstd&level=1");
      }
      if (values.put(key, part.substring(key.length() + 1)) != null) {
        throw new IllegalArgumentException("'" + key + "' is given twice");
      }
    }
    return values;
  }

  private static long number(String text, Map<String, Long> units, String example) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !units.containsKey(form.group(2).toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "'%s' is no length: write such as %s".formatted(text, example));
    }
    return Long.parseLong(form.group(1)) * units.get(form.group(2).toLowerCase(Locale.ROOT));
  }

  private static Compression compression(String text) {
    for (Compression known : Compression.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(text)) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no compression: write zstd, gzip or none".formatted(text));
  }

  private static int level(String text, Compression compression) {
    int lowest = compression.lowestLevel;
    int highest = compression.highestLevel;
    if (text.matches("[0-9]{1,2}")) {
      int level = Integer.parseInt(text);
      if (level >= lowest && level <= highest && highest > 0) {
        return level;
      }
    }
    throw new IllegalArgumentException(
        highest == 0
            ? "without compression there is no level"
            : "'%s' is no level: write level=%d up to %d".formatted(text, lowest, highest));
  }
}
