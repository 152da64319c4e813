package dev.ouzel.app.status;

import dev.ouzel.app.operations.Condition;
import dev.ouzel.app.operations.Conditions;
import dev.ouzel.app.operations.SpoolWatch;
import dev.ouzel.ingest.IngestStatus;
import java.time.Instant;
import java.util.List;

/**
 * All that the status is told from.
 *
 * @param subject what it is of
 * @param board what is remembered
 * @param conditions what is wrong
 * @param spool how the sinks behind a spool are doing
 */
public record StatusView(
    StatusSubject subject, StatusBoard board, Conditions conditions, SpoolWatch spool) {
  /** What is wrong, in words that may be shown. */
  List<Condition> conditions(IngestStatus status, Instant now) {
    return conditions.active(status, now).stream()
        .map(active -> new Condition(active.kind(), active.since(), subject.clean(active.words())))
        .toList();
  }
}
