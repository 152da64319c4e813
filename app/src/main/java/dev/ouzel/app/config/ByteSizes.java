package dev.ouzel.app.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of bytes as people write them: by thousands as disks are sold, {@code 500MB} or {@code
 * 16GB}, or by 1,024 as memory is, {@code 64MiB}.
 */
public final class ByteSizes {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})([a-z]{2,3})");
  private static final Map<String, Long> UNITS =
      Map.of(
          "kb",
          1_000L,
          "mb",
          1_000_000L,
          "gb",
          1_000_000_000L,
          "kib",
          1L << 10,
          "mib",
          1L << 20,
          "gib",
          1L << 30);

  private ByteSizes() {}

  /** The amount written; fails with {@link Mistake} when it is none. */
  public static long parse(String text) {
    Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!form.matches() || !UNITS.containsKey(form.group(2))) {
      throw new Mistake("'" + text + "' is no amount of bytes; write such as 500MB, 16GB or 64MiB");
    }
    return Long.parseLong(form.group(1)) * UNITS.get(form.group(2));
  }
}
