package dev.ouzel.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.app.doctor.Finding;
import dev.ouzel.app.doctor.Finding.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a doctor found, as JSON on one line. */
final class DoctorJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DoctorJson() {}

  static String write(List<Finding> findings) {
    ObjectNode document = MAPPER.createObjectNode();
    Level worst =
        findings.stream().map(Finding::level).max(Comparator.naturalOrder()).orElse(Level.OK);
    document.put("level", word(worst));
    ArrayNode checks = document.putArray("checks");
    for (Finding finding : findings) {
      ObjectNode check = checks.addObject();
      check.put("check", finding.check());
      check.put("level", word(finding.level()));
      check.put("words", finding.words());
      finding.advice().ifPresent(advice -> check.put("advice", advice));
    }
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException cannotBe) {
      throw new IllegalStateException("a tree of texts can be written", cannotBe);
    }
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
