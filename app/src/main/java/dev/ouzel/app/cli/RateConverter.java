package dev.ouzel.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads posts a second in options; {@code max} is infinite. */
final class RateConverter implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    if (text.equals("max")) {
      return Double.POSITIVE_INFINITY;
    }
    // No 1e9, NaN or 0x1p3: a rate is a number as people write it.
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      throw new TypeConversionException(
          "'" + text + "' is no rate; give posts a second, like 0.1 or 500, or max");
    }
    return Double.valueOf(text);
  }
}
