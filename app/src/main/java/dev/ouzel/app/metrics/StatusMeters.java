package dev.ouzel.app.metrics;

import dev.ouzel.app.operations.Condition;
import dev.ouzel.coverage.Gap;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.ingest.IngestStatus;
import dev.ouzel.ingest.Tally;
import dev.ouzel.sink.Usage;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * What a status tells. All of it is from one moment, so that the equations of {@link Tally} hold
 * between the metrics as well. When the ingest does not answer, what is counted stands still and
 * the rest is not a number.
 */
final class StatusMeters {
  private static final double MILLIS = 1e3;

  private final MeterRegistry registry;
  private volatile Optional<Sample> sample = Optional.empty();
  private volatile Tally tally = Tally.builder().build();

  StatusMeters(MeterRegistry registry, IngestSettings settings) {
    this.registry = registry;
    tallies();
    states();
    coverage();
    budget();
    usage(settings);
    gauge(
        "ouzel_responsive",
        "1 when the ingest answered this scrape within two seconds, else 0",
        Tags.empty(),
        self -> self.sample.isPresent() ? 1 : 0);
    status(
        "ouzel_buffered_bytes",
        "Memory pinned by frames that the sink has not acknowledged",
        IngestStatus::bufferedBytes);
    gauge(
        "ouzel_buffered_limit_bytes",
        "Reading pauses while so much is pinned",
        Tags.empty(),
        self -> settings.maxBufferedBytes());
  }

  /** The ingest has answered. */
  void answered(Sample next) {
    tally = next.status().tally();
    sample = Optional.of(next);
  }

  /** The ingest has not answered in time. */
  void unanswered() {
    sample = Optional.empty();
  }

  private void tallies() {
    counter("ouzel_attempts_total", "Attempts at a connection, recoveries too", Tally::attempts);
    counter(
        "ouzel_connections_opened_total",
        "Attempts that X accepted, recoveries too",
        Tally::openings);
    counter("ouzel_received_bytes_total", "Bytes read, after decompression", Tally::bytes);
    counter("ouzel_keep_alives_total", "Keep-alives", Tally::keepAlives);
    counter("ouzel_frames_total", "Whole frames", Tally::frames);
    counter("ouzel_posts_total", "Frames that are posts, however often one came", Tally::posts);
    counter("ouzel_system_messages_total", "Frames that are X's notices", Tally::systemMessages);
    counter(
        "ouzel_unreadable_frames_total",
        "Frames that are neither posts nor notices",
        Tally::unreadable);
    counter(
        "ouzel_window_duplicates_total",
        "Posts dropped since they had come before",
        Tally::windowDuplicates);
    counter(
        "ouzel_rematches_total", "Window duplicates that came with other rules", Tally::rematches);
    counter("ouzel_posts_stored_total", "Posts that the sink stored", Tally::stored);
    counter(
        "ouzel_sink_duplicates_total", "Posts that the sink held already", Tally::sinkDuplicates);
    counter("ouzel_posts_rejected_total", "Posts that the sink will never take", Tally::rejected);
    counter(
        "ouzel_unfinished_bytes_total",
        "Bytes of frames that connections broke off",
        Tally::unfinishedBytes);
    gauge(
        "ouzel_posts_in_memory",
        "Posts not yet acknowledged by the sink",
        Tags.empty(),
        self -> self.tally.inMemory());
  }

  private void states() {
    for (IngestStatus.State state : IngestStatus.State.values()) {
      sampled(
          "ouzel_state",
          "1 for what the ingest is doing, 0 for what it is not",
          Tags.of("state", CounterFamily.label(state)),
          now -> now.status().state() == state ? 1 : 0);
    }
    status(
        "ouzel_state_since_timestamp_seconds",
        "Since when the ingest is in its state",
        status -> seconds(status.since()));
    status(
        "ouzel_heard_timestamp_seconds",
        "When anything arrived last on the live connection, keep-alives included",
        status -> seconds(status.heardAt()));
    for (Condition.Kind kind : Condition.Kind.values()) {
      sampled(
          "ouzel_condition",
          "1 for what is wrong now, 0 for what is not",
          Tags.of("condition", kind.label()),
          now -> now.conditions().contains(kind) ? 1 : 0);
    }
  }

  private void coverage() {
    status(
        "ouzel_coverage_frontier_timestamp_seconds",
        "Up to when coverage is settled",
        status -> seconds(status.coverage().frontier()));
    status(
        "ouzel_gaps_open",
        "Gaps that are not repaired yet",
        status -> status.coverage().gaps().size());
    status(
        "ouzel_gaps_open_seconds",
        "How much time is in gaps that are not repaired yet",
        status -> status.coverage().gaps().stream().mapToDouble(StatusMeters::length).sum());
  }

  private void budget() {
    sampled(
        "ouzel_connect_budget_left",
        "Attempts that may still be made within 15 minutes",
        Tags.empty(),
        now -> now.status().budget().left(now.at()));
    status(
        "ouzel_connect_budget_limit",
        "Attempts that X allows in 15 minutes",
        status -> status.budget().limit());
    sampled(
        "ouzel_connect_hold_seconds",
        "How long X's rate limit holds the next attempt",
        Tags.empty(),
        now -> now.status().budget().holdAt(now.at()).toMillis() / MILLIS);
  }

  private void usage(IngestSettings settings) {
    usage(Usage.Period.DAY, settings.maxPostsPerDay());
    usage(Usage.Period.MONTH, settings.maxPostsPerMonth());
  }

  private void usage(Usage.Period period, OptionalLong limit) {
    Tags tags = Tags.of("period", period.label());
    sampled(
        "ouzel_usage_posts",
        "Posts that X has delivered in this period by UTC, restarts included",
        tags,
        now -> now.status().usage().at(now.at()).in(period));
    limit.ifPresent(
        most ->
            gauge(
                "ouzel_usage_limit_posts",
                "As many as X may deliver, where a limit is set",
                tags,
                self -> most));
  }

  private void counter(String name, String meaning, ToDoubleFunction<Tally> count) {
    FunctionCounter.builder(name, this, self -> count.applyAsDouble(self.tally))
        .description(meaning)
        .register(registry);
  }

  private void gauge(String name, String meaning, Tags tags, ToDoubleFunction<StatusMeters> value) {
    Gauge.builder(name, this, value).description(meaning).tags(tags).register(registry);
  }

  private void sampled(String name, String meaning, Tags tags, ToDoubleFunction<Sample> value) {
    gauge(name, meaning, tags, self -> self.sample.map(value::applyAsDouble).orElse(Double.NaN));
  }

  private void status(String name, String meaning, ToDoubleFunction<IngestStatus> value) {
    sampled(name, meaning, Tags.empty(), now -> value.applyAsDouble(now.status()));
  }

  private static double length(Gap gap) {
    return gap.range().length().toMillis() / MILLIS;
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / MILLIS;
  }

  private static double seconds(Optional<Instant> time) {
    return time.map(StatusMeters::seconds).orElse(Double.NaN);
  }
}
