package dev.ouzel.app.operations;

import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.ingest.Tally;

/** What the program says of an ingest once it is over. */
public final class Account {
  private Account() {}

  /** One sentence: what was stored where, and what else came. */
  public static String of(IngestReport report, String sink) {
    Tally tally = report.tally();
    String end = report.end() instanceof IngestEnd.Stopped ? report.end().sentence() + ": " : "";
    return "%sstored %,d %s in %s; %,d duplicates, %,d dead letters, %,d connections%s"
        .formatted(
            end,
            tally.stored(),
            tally.stored() == 1 ? "post" : "posts",
            sink.equals("-") ? "stdout" : sink,
            tally.windowDuplicates() + tally.sinkDuplicates(),
            tally.systemMessages() + tally.unreadable(),
            tally.openings(),
            tally.inMemory() == 0
                ? ""
                : "; %,d received posts were NOT stored".formatted(tally.inMemory()));
  }
}
