package dev.ouzel.app.doctor;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionField;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.http.XClient;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.rule.RuleLimits;
import dev.ouzel.rule.RuleParser;
import dev.ouzel.stream.StreamEndpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Looks at what X holds for the app: its rules and its connections. */
final class AccountChecks {
  /** The widest there are: what an account may not use, X has refused already. */
  private static final RuleParser PARSER = new RuleParser(RuleLimits.ENTERPRISE_WITH_EMBEDDING);

  private final XClient x;
  private final Patient patient;

  AccountChecks(XClient x, Patient patient) {
    this.x = x;
    this.patient = patient;
  }

  /** Whether there are rules, whether they can be read, and how many more there may be. */
  Finding rules() {
    if (patient.endpoint() != StreamEndpoint.FILTERED) {
      return Finding.ok("rules", patient.endpoint().wireName() + " has none");
    }
    List<Rule> rules = x.rules().list().toCompletableFuture().join();
    RuleCounts counts = x.rules().counts().toCompletableFuture().join();
    if (rules.isEmpty()) {
      return Finding.problem(
          "rules",
          "the app has none, and without one X refuses the filtered stream",
          "add one: ouzel rules add 'cat has:images'");
    }
    String words = rules.size() + (rules.size() == 1 ? " rule" : " rules") + most(counts.cap());
    List<String> unreadable = rules.stream().flatMap(rule -> mistake(rule).stream()).toList();
    if (!unreadable.isEmpty()) {
      return Finding.warning(
          "rules",
          words + "; %d cannot be read: %s".formatted(unreadable.size(), unreadable.get(0)),
          "X took it once, and may end the stream for it: see ouzel rules list, and write it anew");
    }
    return counts.room().orElse(1) == 0
        ? Finding.warning("rules", words + ", no more fit", "delete some before you add others")
        : Finding.ok("rules", words);
  }

  private static String most(OptionalInt cap) {
    return cap.isPresent() ? " of at most %,d".formatted(cap.getAsInt()) : "";
  }

  private static Optional<String> mistake(Rule rule) {
    return PARSER.read(rule.value()).mistakes().stream()
        .findFirst()
        .map(mistake -> "'%s': %s".formatted(rule.value(), mistake.detail()));
  }

  /** Who holds the app's connections. */
  Finding slots() {
    ConnectionQuery active =
        ConnectionQuery.builder()
            .maxResults(ConnectionQuery.MOST_RESULTS)
            .addAllFields(Arrays.asList(ConnectionField.values()))
            .build();
    ConnectionPage page = x.connections().page(active).toCompletableFuture().join();
    OwnConnections ours = OwnConnections.of(patient.destination());
    List<Connection> strangers =
        page.connections().stream().filter(connection -> !ours.include(connection)).toList();
    if (strangers.isEmpty()) {
      int count = page.connections().size();
      return Finding.ok(
          "slots",
          count == 0 ? "no connection lives" : count + " held by the ingest into the sink");
    }
    return Finding.warning(
        "slots",
        "%d held by somebody whom the sink does not know: %s"
            .formatted(
                strangers.size(),
                strangers.stream().map(AccountChecks::shown).collect(Collectors.joining("; "))),
        "stop that program; if there is none: ouzel connections terminate, with the ids that ouzel"
            + " connections shows");
  }

  private static String shown(Connection connection) {
    return connection.endpointName().orElse("a stream")
        + connection.connectedAt().map(at -> " since " + at).orElse("")
        + connection.clientIp().map(from -> " from " + from).orElse("");
  }
}
