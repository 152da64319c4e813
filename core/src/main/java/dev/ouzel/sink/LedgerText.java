package dev.ouzel.sink;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A coverage ledger as lines of a checkpoint. */
final class LedgerText {
  private static final String SELECTION = "coverage_selection";
  private static final String FROM = "coverage_from";
  private static final String TO = "coverage_to";
  private static final String GAP = "gap.";
  private static final String TAB = "\t";

  private LedgerText() {}

  static void write(CoverageLedger ledger, Map<String, Object> lines) {
    lines.put(SELECTION, CheckpointText.inline(ledger.selection()));
    if (ledger.hasBegun()) {
      lines.put(FROM, ledger.run().from());
      lines.put(TO, ledger.run().to());
    }
    for (int i = 0; i < ledger.gaps().size(); i++) {
      lines.put(GAP + i, gap(ledger.gaps().get(i)));
    }
  }

  /** What X is replaying now is open again after a restart, for no progress is kept. */
  private static String gap(Gap gap) {
    return String.join(
        TAB,
        gap.range().from().toString(),
        gap.range().to().toString(),
        gap.state().name(),
        gap.connection().isPresent() ? Long.toString(gap.connection().getAsLong()) : "",
        CheckpointText.inline(gap.reason()),
        CheckpointText.inline(gap.remedy()));
  }

  static CoverageLedger read(Map<String, String> lines) {
    List<Gap> gaps = new ArrayList<>();
    for (String line = lines.get(GAP + 0); line != null; line = lines.get(GAP + gaps.size())) {
      gaps.add(gap(line.split(TAB, -1)));
    }
    CoverageLedger.Run run =
        CheckpointText.instant(lines, FROM)
            .map(from -> new CoverageLedger.Run(from, Instant.parse(lines.get(TO))))
            .orElse(CoverageLedger.empty().run());
    return CoverageLedger.of(run, lines.getOrDefault(SELECTION, ""), gaps);
  }

  private static Gap gap(String[] parts) {
    return new Gap(
        new TimeRange(Instant.parse(parts[0]), Instant.parse(parts[1])),
        Gap.State.valueOf(parts[2]),
        parts[4],
        parts[5],
        parts[3].isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parts[3])));
  }
}
