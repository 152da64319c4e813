package dev.ouzel.testkit.server;

import dev.ouzel.stream.EventKind;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.script.Reply;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/**
 * Who may open a stream. Checks in this order, since X's own is not known: plan, parameters, rate
 * limit, usage cap; then, once the script has had its say, number of connections and rules.
 */
final class Admission {
  private final StreamEndpoint endpoint;
  private final Account account;

  Admission(StreamEndpoint endpoint, Account account) {
    this.endpoint = endpoint;
    this.account = account;
  }

  /** What is refused before the script is asked. */
  Optional<Reply> early(StreamQuery query, HttpServerResponse response) {
    if (!account.settings().enrolled().contains(endpoint)) {
      return Optional.of(Reply.clientNotEnrolled());
    }
    if (query.refusal().isPresent()) {
      return query.refusal();
    }
    RateWindow window = account.window(endpoint.path(), account.settings().rateLimit(endpoint));
    boolean admitted = window.admits();
    window.tell(response);
    if (!admitted) {
      return Optional.of(account.settings().rateLimitWords().reply());
    }
    return endpoint.events() == EventKind.POST && account.distribution().isCapped()
        ? Optional.of(Reply.usageCapExceeded())
        : Optional.empty();
  }

  /** What is refused when the answer is given. */
  Optional<Reply> late(StreamQuery query) {
    List<StreamConnection> beside = beside(query);
    boolean full = beside.size() >= account.connections().most(query.isRecovery());
    if (full && account.settings().overflow() == Overflow.REFUSE_NEW) {
      return Optional.of(Reply.tooManyConnections());
    }
    return endpoint == StreamEndpoint.FILTERED && account.rules().isEmpty()
        ? Optional.of(Reply.noRules())
        : Optional.empty();
  }

  /** Ends as many connections as stand in the way of one more. */
  void makeRoom(StreamQuery query) {
    List<StreamConnection> beside = beside(query);
    int toEnd = beside.size() + 1 - account.connections().most(query.isRecovery());
    beside.stream()
        .limit(Math.max(0, toEnd))
        .forEach(oldest -> account.endNow(oldest, ConnectionEnd.REPLACED));
  }

  private List<StreamConnection> beside(StreamQuery query) {
    return account.connections().beside(query.subscription(), query.isRecovery());
  }
}
