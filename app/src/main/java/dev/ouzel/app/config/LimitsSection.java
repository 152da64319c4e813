package dev.ouzel.app.config;

import dev.ouzel.ingest.IngestSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** When to stop, and how much of anything to hold. */
final class LimitsSection {
  static final Setting<Long> POSTS =
      Setting.of("limits.posts", Kind.COUNT, "--limit", "N")
          .example("1000000")
          .words("Stop once exactly N distinct posts are stored");

  static final Setting<Duration> TIME =
      Setting.of("limits.time", Kind.DURATION, "--for", "DURATION")
          .example("12h")
          .words("Stop this long after X first accepted: 500ms, 20s, 5m, 1h, PT20S");

  static final Setting<Long> POSTS_PER_DAY =
      Setting.of("limits.max-posts-per-day", Kind.COUNT, "--max-posts-per-day", "N")
          .example("500000")
          .words("Take no more posts than these from X in a day (UTC), restarts included");

  static final Setting<Long> POSTS_PER_MONTH =
      Setting.of("limits.max-posts-per-month", Kind.COUNT, "--max-posts-per-month", "N")
          .example("2000000")
          .words("Take no more posts than these from X in a month (UTC), restarts included");

  static final Setting<Boolean> AT_LIMIT =
      Setting.of("limits.at-limit", Kind.choice(actions()), "--at-limit", "WHAT")
          .usual("stop")
          .example("wait")
          .words(
              "What to do when a day's or month's posts are taken: stop, or wait for the next one");

  static final Setting<Long> BUFFER =
      Setting.of("limits.buffer", Kind.BYTES, "--buffer", "SIZE")
          .usual("16MiB")
          .example("32MiB")
          .words("Reading pauses while so much is not yet acknowledged by the sink");

  static final Setting<Integer> BATCH_POSTS =
      Setting.of("limits.batch-posts", Kind.SMALL_COUNT, "--batch-posts", "N")
          .usual("10000")
          .example("500")
          .words("A batch is committed when it holds so many posts");

  static final Setting<Long> BATCH_BYTES =
      Setting.of("limits.batch-bytes", Kind.BYTES, "--batch-bytes", "SIZE")
          .usual("4MiB")
          .example("2MiB")
          .words("A batch is committed when it takes so much memory");

  static final Setting<Duration> LINGER =
      Setting.of("limits.linger", Kind.DURATION, "--linger", "DURATION")
          .usual("200ms")
          .example("1s")
          .words("A batch is committed so long after its first post at the latest");

  static final Setting<Duration> DUPLICATE_WINDOW =
      Setting.of("limits.duplicate-window", Kind.DURATION, "--duplicate-window", "DURATION")
          .usual("15m")
          .example("30m")
          .words("How far back posts that come again are recognised before the sink sees them");

  static final Setting<Long> DUPLICATE_WINDOW_BYTES =
      Setting.of("limits.duplicate-window-bytes", Kind.BYTES, "--duplicate-window-bytes", "SIZE")
          .usual("64MiB")
          .example("32MiB")
          .words("How much memory that may take");

  static final Setting<Duration> LAG =
      Setting.of("limits.lag", Kind.DURATION, "--lag-limit", "DURATION")
          .usual("60s")
          .example("30s")
          .words("Say that posts come late when they arrive so long after their creation");

  static final Setting<Duration> QUIET =
      Setting.of("limits.quiet", Kind.DURATION, "--quiet-limit", "DURATION")
          .usual("5m")
          .example("1h")
          .words("Say that no posts come when a connection brings none for so long");

  static final Setting<Duration> STOP_TIMEOUT =
      Setting.of("limits.stop-timeout", Kind.DURATION, "--stop-timeout", "DURATION")
          .usual("10s")
          .example("5s")
          .words("How long a stop may wait for the sink");

  static final List<Setting<?>> ALL =
      List.of(
          POSTS,
          TIME,
          POSTS_PER_DAY,
          POSTS_PER_MONTH,
          AT_LIMIT,
          BUFFER,
          BATCH_POSTS,
          BATCH_BYTES,
          LINGER,
          DUPLICATE_WINDOW,
          DUPLICATE_WINDOW_BYTES,
          LAG,
          QUIET,
          STOP_TIMEOUT);

  private LimitsSection() {}

  private static Map<String, Boolean> actions() {
    Map<String, Boolean> actions = new LinkedHashMap<>();
    actions.put("stop", false);
    actions.put("wait", true);
    return actions;
  }

  static void apply(Values values, IngestSettings.Builder settings) {
    settings
        .limit(number(values.find(POSTS)))
        .maxPostsPerDay(number(values.find(POSTS_PER_DAY)))
        .maxPostsPerMonth(number(values.find(POSTS_PER_MONTH)))
        .waitsForUsage(values.get(AT_LIMIT))
        .runFor(values.find(TIME))
        .maxBufferedBytes(values.get(BUFFER))
        .batchPosts(values.get(BATCH_POSTS))
        .batchBytes(values.get(BATCH_BYTES))
        .linger(values.get(LINGER))
        .duplicateWindow(values.get(DUPLICATE_WINDOW))
        .duplicateWindowBytes(values.get(DUPLICATE_WINDOW_BYTES))
        .lagLimit(values.get(LAG))
        .quietLimit(values.get(QUIET))
        .stopTimeout(values.get(STOP_TIMEOUT));
  }

  private static OptionalLong number(Optional<Long> value) {
    return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }
}
