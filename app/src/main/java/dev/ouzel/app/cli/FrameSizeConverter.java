package dev.ouzel.app.cli;

import dev.ouzel.testkit.load.FrameSize;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads lengths of frames in options. */
final class FrameSizeConverter implements ITypeConverter<FrameSize> {
  @Override
  public FrameSize convert(String text) {
    return Arrays.stream(FrameSize.values())
        .filter(size -> size.label().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no length of frames here; give 260, 1400, 4000 or mixed"));
  }
}
