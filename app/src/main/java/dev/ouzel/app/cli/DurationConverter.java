package dev.ouzel.app.cli;

import dev.ouzel.app.config.Durations;
import dev.ouzel.app.config.Mistake;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations in options. */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return Durations.parse(text);
    } catch (Mistake mistake) {
      throw new TypeConversionException(mistake.getMessage());
    }
  }
}
