package dev.ouzel.ingest;

import dev.ouzel.rule.Rule;
import dev.ouzel.stream.StreamRequest;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A short print of what a stream was asked for: the fields, then the rules. Equal prints mean the
 * same was asked for; what the fields and rules were, X or its user knows.
 *
 * @param fields a print of the fields
 * @param rules a print of the rules; empty when they are not known
 */
record Selection(String fields, String rules) {
  private static final char APART = '/';
  private static final long FIRST = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /** What a ledger's selection says; the fields are empty when it says nothing. */
  static Selection parse(String text) {
    int apart = text.indexOf(APART);
    return apart < 0
        ? new Selection(text, "")
        : new Selection(text.substring(0, apart), text.substring(apart + 1));
  }

  /** The same rules, with the fields of this request. */
  Selection withFields(StreamRequest request) {
    String asked =
        request.fields().lists().entrySet().stream()
            .map(list -> list.getKey().parameter() + "=" + String.join(",", list.getValue()))
            .sorted()
            .collect(Collectors.joining("&"));
    return new Selection(print(asked), rules);
  }

  /** The same fields, with these rules. Tags are asked for too: posts carry them. */
  Selection withRules(List<Rule> held) {
    String asked =
        held.stream()
            .sorted(Comparator.comparing(Rule::id))
            .map(rule -> rule.id() + '\t' + rule.value() + '\t' + rule.tag().orElse(""))
            .collect(Collectors.joining("\n"));
    return new Selection(fields, print(asked));
  }

  /** FNV-1a, 64 bits: prints must not change from one version of the program to the next. */
  private static String print(String text) {
    long hash = FIRST;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return Long.toHexString(hash);
  }

  /** The text that a ledger keeps. */
  @Override
  public String toString() {
    return fields + APART + rules;
  }
}
