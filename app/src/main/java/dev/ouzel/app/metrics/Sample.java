package dev.ouzel.app.metrics;

import dev.ouzel.app.operations.Condition;
import dev.ouzel.ingest.IngestStatus;
import java.time.Instant;
import java.util.Set;

/**
 * How an ingest was doing when the metrics were asked for.
 *
 * @param status what it said
 * @param conditions what was wrong
 * @param at when
 */
record Sample(IngestStatus status, Set<Condition.Kind> conditions, Instant at) {
  Sample {
    conditions = Set.copyOf(conditions);
  }
}
