package dev.ouzel.testkit.server;

import dev.ouzel.connection.Connection;
import java.time.Instant;
import java.util.List;

/** What the server saw, in lines for a person. */
final class Report {
  private static final int MOST_LINES = 20;

  private Report() {}

  /** Tells of the requests made, and the connections open, at {@code since} or later. */
  static String of(Account account, Instant since) {
    List<SeenRequest> requests =
        account.requests().requests().stream()
            .filter(request -> !request.at().isBefore(since))
            .toList();
    List<ServedConnection> connections =
        account.connections().served().stream()
            .filter(served -> !endOf(served).isBefore(since))
            .toList();
    StringBuilder text = new StringBuilder("what the fake X saw:\n");
    text.append(requests.size()).append(" requests\n");
    last(requests).forEach(request -> text.append("  ").append(line(request)).append('\n'));
    text.append(connections.size()).append(" connections\n");
    last(connections).forEach(served -> text.append("  ").append(line(served)).append('\n'));
    List<String> missing = account.faults().missing();
    if (!missing.isEmpty()) {
      text.append("faults that have not happened: ").append(missing).append('\n');
    }
    return text.append(account.distribution().posts().count())
        .append(" frames published, ")
        .append(account.rules().all().size())
        .append(" rules held")
        .toString();
  }

  private static Instant endOf(ServedConnection served) {
    return served.connection().disconnectedAt().orElse(Instant.MAX);
  }

  private static <T> List<T> last(List<T> all) {
    return all.subList(Math.max(0, all.size() - MOST_LINES), all.size());
  }

  private static String line(SeenRequest request) {
    return "%s %s %s%s -> %s"
        .formatted(
            WireTime.millis(request.at()),
            request.method(),
            request.path(),
            request.query().isEmpty() ? "" : " " + request.query(),
            request.status().isPresent() ? request.status().getAsInt() : "no answer yet");
  }

  private static String line(ServedConnection served) {
    Connection connection = served.connection();
    return "%s to %s, %d frames, %d bytes, %s"
        .formatted(
            connection.connectedAt().map(WireTime::millis).orElseThrow(),
            connection.disconnectedAt().map(WireTime::millis).orElse("now"),
            served.frames(),
            served.bytes(),
            connection.disconnectReason().orElse("open"));
  }
}
