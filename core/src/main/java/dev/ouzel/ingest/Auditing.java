package dev.ouzel.ingest;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionField;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.connection.ConnectionStatus;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.loop.Moment;
import dev.ouzel.stream.StreamEndpoint;
import java.util.EnumSet;
import java.util.List;

/**
 * Reads X's record of connections when it is due, learns from it, and frees our slot when X allows
 * no more connections. Nothing waits for it, and its failure is only noted.
 */
final class Auditing {
  private final ConnectionAudit audit;
  private final StreamEndpoint endpoint;
  private final LiveStream live;
  private final Answer answer;
  private boolean slotWanted;
  private boolean rescued;

  Auditing(ConnectionAudit audit, LiveStream live, Answer answer) {
    this.audit = audit;
    this.endpoint = live.request().endpoint();
    this.live = live;
    this.answer = answer;
  }

  /** X allows no more connections: who holds them is asked at once the first time, then in turn. */
  void slotRefused(Moment now) {
    if (!slotWanted && !rescued) {
      audit.dueAtOnce(now);
    } else {
      audit.due(now);
    }
    slotWanted = true;
  }

  /** X accepted: the slot is ours. */
  void slotTaken() {
    slotWanted = false;
    rescued = false;
  }

  /** Asks for X's record, if it is due. */
  void ask(Moment now) {
    if (audit.ask(now)) {
      answer.add(
          new Command.Audit(
              ConnectionQuery.builder()
                  .status(ConnectionStatus.ALL)
                  .addEndpoints(endpoint)
                  .maxResults(ConnectionQuery.MOST_RESULTS)
                  .fields(EnumSet.allOf(ConnectionField.class))
                  .build()));
    }
  }

  /** X's record was read. */
  void audited(Moment now, List<Connection> entries) {
    List<ConnectionRecord> news = audit.audited(entries);
    if (!news.isEmpty()) {
      news.forEach(known -> live.spells().audited(now, known));
      answer.announce(new IngestEvent.Audited(now.wall(), news));
    }
    if (slotWanted && !rescued) {
      List<Connection> holders = audit.holders(entries);
      answer.announce(new IngestEvent.SlotHeld(now.wall(), holders));
      List<String> ids = audit.removable(holders);
      if (!ids.isEmpty()) {
        rescued = true;
        answer.add(
            new Command.Terminate(
                new Termination.OfIds(
                    ids.subList(0, Math.min(ids.size(), Termination.OfIds.MOST_IDS)))));
      }
    }
  }

  /** X's record could not be read, or a connection not be terminated. */
  void failed(Moment now, String sentence) {
    audit.failed();
    answer.announce(new IngestEvent.AuditFailed(now.wall(), sentence));
  }

  /** X answered to a termination; true when the slot may be free now. */
  boolean terminated(Moment now, List<String> ids, Terminated said) {
    boolean freed = said.succeeded().isEmpty() || said.succeeded().getAsInt() > 0;
    if (freed) {
      answer.announce(new IngestEvent.Terminated(now.wall(), ids));
    } else {
      answer.announce(
          new IngestEvent.AuditFailed(now.wall(), "X terminated none of the connections " + ids));
    }
    return freed && slotWanted;
  }
}
