package dev.ouzel.app.cli;

import dev.ouzel.ingest.IngestEnd;

/** What the program tells the shell. */
enum ExitCode {
  /** It did what was asked, or stopped as asked. */
  DONE(0),
  /** The program made a mistake. */
  FAULT(1),
  /** The command line or the configuration cannot be meant. */
  USAGE(2),
  /** X refused for good, or could not be asked. */
  REFUSED(3),
  /** The sink failed for good. */
  SINK(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number. */
  int code() {
    return code;
  }

  /** The code for an ingest that ended so. */
  static ExitCode of(IngestEnd end) {
    if (end instanceof IngestEnd.Stopped) {
      return DONE;
    }
    if (end instanceof IngestEnd.Refused) {
      return REFUSED;
    }
    return end instanceof IngestEnd.SinkFailed ? SINK : FAULT;
  }
}
