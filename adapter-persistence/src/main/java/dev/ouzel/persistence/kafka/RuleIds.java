package dev.ouzel.persistence.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The ids in the {@code matching_rules} of a frame, found without reading all of it as JSON. For
 * the convenience of a header: what is not written as X writes it is left out, never a failure.
 */
final class RuleIds {
  private static final String NAME = "\"matching_rules\"";
  private static final String ID = "\"id\"";

  /** Within the list, within an object of it. */
  private static final int OF_A_RULE = 2;

  /** One character for each byte, which is quicker to search than the bytes are. */
  private final String json;

  private final StringBuilder ids = new StringBuilder();

  private RuleIds(byte[] json) {
    this.json = new String(json, ISO_8859_1);
  }

  /** The ids with commas between, in their order; empty when there are none. */
  static String ofFrame(byte[] frame) {
    RuleIds rules = new RuleIds(frame);
    // A quote within a text has a backslash, so that the name with its quotes is never in a text.
    int name = rules.json.indexOf(NAME);
    while (name >= 0) {
      int colon = rules.pastSpace(name + NAME.length());
      if (rules.at(colon) == ':') {
        return rules.read(colon + 1);
      }
      name = rules.json.indexOf(NAME, colon);
    }
    return "";
  }

  /** The same of the value of {@code matching_rules} alone. */
  static String ofRules(byte[] rules) {
    return new RuleIds(rules).read(0);
  }

  private String read(int from) {
    int depth = 0;
    int i = pastSpace(from);
    do {
      switch (at(i)) {
        case '[', '{' -> depth++;
        case ']', '}' -> depth--;
        case '"' -> {
          int end = endOfText(i);
          int colon = pastSpace(end);
          if (depth == OF_A_RULE && json.startsWith(ID, i) && at(colon) == ':') {
            add(pastSpace(colon + 1));
          }
          i = end - 1;
        }
        default -> {}
      }
      i++;
    } while (depth > 0 && i < json.length());
    return ids.toString();
  }

  /** Adds the digits there; X writes them as a text, and has written them as a number. */
  private void add(int from) {
    int first = at(from) == '"' ? from + 1 : from;
    int end = first;
    while (at(end) >= '0' && at(end) <= '9') {
      end++;
    }
    if (end > first) {
      ids.append(ids.isEmpty() ? "" : ",").append(json, first, end);
    }
  }

  private int endOfText(int quote) {
    int i = quote + 1;
    while (i < json.length() && json.charAt(i) != '"') {
      i += json.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, json.length());
  }

  private int pastSpace(int from) {
    int i = from;
    while (at(i) == ' ' || at(i) == '\t' || at(i) == '\r' || at(i) == '\n') {
      i++;
    }
    return i;
  }

  /** The character there; NUL past the end. */
  private char at(int index) {
    return index < json.length() ? json.charAt(index) : 0;
  }
}
