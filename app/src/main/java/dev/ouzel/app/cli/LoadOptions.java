package dev.ouzel.app.cli;

import dev.ouzel.testkit.load.FrameSize;
import picocli.CommandLine.Option;

/** What a load is like, for the command that serves it and the one that has it served. */
final class LoadOptions {
  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "1400",
      converter = FrameSizeConverter.class,
      description = "How long frames are: 260, 1400, 4000 or mixed; ${DEFAULT-VALUE} unless given.")
  FrameSize size;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "max",
      converter = RateConverter.class,
      description =
          "Posts a second, or max for as many as are read; ${DEFAULT-VALUE} unless given.")
  double rate;

  @Option(names = "--tls", description = "Use HTTPS, as X does, with a certificate for this run.")
  boolean tls;
}
