package dev.ouzel.app.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The coverage of the last 24 h as JSON. */
final class CoverageJson {
  private static final Duration DAY = Duration.ofDays(1);

  private CoverageJson() {}

  static void write(
      ObjectNode node, StatusBoard.Snapshot board, CoverageLedger ledger, Instant now) {
    StatusJson.put(node, "from", Optional.of(now.minus(DAY)));
    StatusJson.put(node, "to", Optional.of(now));
    StatusJson.put(node, "frontier", ledger.frontier());
    node.put("gaps_open", ledger.gaps().size());
    StatusJson.put(node, "past", Optional.of(board.pastWords()).filter(words -> !words.isEmpty()));
    ArrayNode stretches = node.putArray("stretches");
    board.timeline().stretches().forEach(stretch -> write(stretches.addObject(), stretch));
  }

  private static void write(ObjectNode node, Stretch stretch) {
    StatusJson.put(node, "from", Optional.of(stretch.range().from()));
    StatusJson.put(node, "to", Optional.of(stretch.range().to()));
    if (stretch instanceof Gap gap) {
      node.put("state", gap.state().label());
      node.put("reason", gap.reason());
      node.put("remedy", gap.remedy());
      gap.connection().ifPresent(number -> node.put("connection", number));
    } else {
      node.put("state", "covered");
    }
  }
}
