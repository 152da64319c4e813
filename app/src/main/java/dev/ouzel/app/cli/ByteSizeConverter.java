package dev.ouzel.app.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads amounts of bytes in options, by thousands as disks are sold. */
final class ByteSizeConverter implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})([A-Za-z]{2})");
  private static final Map<String, Long> UNITS =
      Map.of("kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L);

  @Override
  public Long convert(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !UNITS.containsKey(form.group(2).toLowerCase(Locale.ROOT))) {
      throw new TypeConversionException(
          "'" + text + "' is no amount of bytes; give such as 500MB or 16GB");
    }
    return Long.parseLong(form.group(1)) * UNITS.get(form.group(2).toLowerCase(Locale.ROOT));
  }
}
