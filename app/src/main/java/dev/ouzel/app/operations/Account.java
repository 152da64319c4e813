package dev.ouzel.app.operations;

import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.ingest.Tally;
import java.util.Locale;

/** What the program says of an ingest once it is over. */
public final class Account {
  private Account() {}

  /** One sentence: what was stored where, and what else came. */
  public static String of(IngestReport report, String store) {
    Tally tally = report.tally();
    String end = report.end() instanceof IngestEnd.Stopped ? report.end().sentence() + ": " : "";
    String lost =
        tally.inMemory() == 0
            ? ""
            : "; %s received but NOT stored".formatted(count(tally.inMemory(), "post"));
    return "%sstored %s in %s; %s, %s, %s%s"
        .formatted(
            end,
            count(tally.stored(), "post"),
            store,
            count(tally.windowDuplicates() + tally.sinkDuplicates(), "duplicate"),
            count(tally.systemMessages() + tally.unreadable(), "dead letter"),
            count(tally.openings(), "connection"),
            lost);
  }

  private static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
