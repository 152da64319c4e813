package dev.ouzel.app.metrics;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Refusal;
import io.micrometer.core.instrument.Counter;

/** How connections end, as we and as X see it. Told on the event loop. */
final class ConnectionMeters {
  /** X publishes no list of its reasons, so any may come. */
  private static final int MOST_REASONS = 20;

  private final CounterFamily ends;
  private final CounterFamily refusals;
  private final CounterFamily disconnects;
  private final Counter waits;
  private final Counter waitSeconds;
  private final Counter auditFailures;
  private final Counter terminations;

  ConnectionMeters(Meters meters) {
    ends =
        meters
            .family(
                "ouzel_attempt_ends_total", "Attempts that are over, recoveries left out", "cause")
            .with("closed", "network_failure", "stalled", "disconnected", "refused", "stopped");
    refusals =
        meters
            .family("ouzel_refusals_total", "Attempts that X refused, recoveries left out", "kind")
            .with(Refusal.Kind.values());
    disconnects =
        meters
            .family(
                "ouzel_x_disconnects_total", "Why connections ended, by X's own record", "reason")
            .atMost(MOST_REASONS);
    waits = meters.counter("ouzel_waits_total", "Pauses before attempts");
    waitSeconds =
        meters.counter("ouzel_wait_seconds_total", "How long pauses before attempts were to last");
    auditFailures =
        meters.counter(
            "ouzel_audit_failures_total", "Times that X's record of connections was no help");
    terminations =
        meters.counter("ouzel_terminations_total", "Connections terminated to make room for ours");
  }

  void on(IngestEvent event) {
    if (event instanceof IngestEvent.Ended ended) {
      ends.of(label(ended.cause())).increment();
      if (ended.cause() instanceof EndCause.Refused refused) {
        refusals.of(CounterFamily.label(refused.refusal().kind())).increment();
      }
    } else if (event instanceof IngestEvent.Waiting waiting) {
      waits.increment();
      waitSeconds.increment(Meters.seconds(waiting.pause()));
    } else if (event instanceof IngestEvent.Audited audited) {
      audited.connections().forEach(this::audited);
    } else if (event instanceof IngestEvent.AuditFailed) {
      auditFailures.increment();
    } else if (event instanceof IngestEvent.Terminated terminated) {
      terminations.increment(terminated.ids().size());
    }
  }

  /** Once X's record tells a connection's end, it tells nothing new of it. */
  private void audited(ConnectionRecord connection) {
    connection
        .recorded()
        .flatMap(Connection::disconnectReason)
        .ifPresent(reason -> disconnects.of(reason).increment());
  }

  private static String label(EndCause cause) {
    if (cause instanceof EndCause.Closed) {
      return "closed";
    }
    if (cause instanceof EndCause.NetworkFailure) {
      return "network_failure";
    }
    if (cause instanceof EndCause.Stalled) {
      return "stalled";
    }
    if (cause instanceof EndCause.Disconnected) {
      return "disconnected";
    }
    return cause instanceof EndCause.Refused ? "refused" : "stopped";
  }
}
