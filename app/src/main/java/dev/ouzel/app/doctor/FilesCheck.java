package dev.ouzel.app.doctor;

import java.util.OptionalLong;

/** Looks at how many files the process may have open. */
final class FilesCheck {
  /** An ingest has some hundred open: connections, its store, Java's own. */
  private static final long FEWEST = 256;

  private static final long ENOUGH = 1_024;

  private FilesCheck() {}

  static Finding finding(Machine machine) {
    OptionalLong most = machine.mostOpenFiles();
    if (most.isEmpty()) {
      return Finding.unchecked("files", "this system does not tell how many may be open");
    }
    String words = "%,d files may be open".formatted(most.getAsLong());
    String advice = "raise it: ulimit -n 4096, or LimitNOFILE=4096 in the unit file";
    if (most.getAsLong() < FEWEST) {
      return Finding.problem("files", words, advice);
    }
    return most.getAsLong() < ENOUGH
        ? Finding.warning("files", words, advice)
        : Finding.ok("files", words);
  }
}
