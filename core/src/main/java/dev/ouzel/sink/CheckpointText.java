package dev.ouzel.sink;

import dev.ouzel.post.PostId;
import dev.ouzel.reconnect.Backoff;
import dev.ouzel.reconnect.ConnectBudget;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A checkpoint as lines of {@code key=value}. */
final class CheckpointText {
  private static final String VERSION = "1";
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private CheckpointText() {}

  static String write(Checkpoint checkpoint) {
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("version", VERSION);
    lines.put("stream", checkpoint.stream());
    lines.put("sequence", checkpoint.sequence());
    lines.put("taken_at", checkpoint.takenAt());
    checkpoint.newestPost().ifPresent(id -> lines.put("newest_post", id));
    lines.put("failures", checkpoint.backoff().failures());
    lines.put("immediate_left", checkpoint.backoff().immediateLeft());
    lines.put("attempts", joined(checkpoint.budget().attempts()));
    lines.put("attempt_limit", checkpoint.budget().limit());
    checkpoint.budget().heldUntil().ifPresent(time -> lines.put("held_until", time));
    checkpoint.backfillAbsentUntil().ifPresent(time -> lines.put("backfill_absent_until", time));
    checkpoint.recoveryAbsentUntil().ifPresent(time -> lines.put("recovery_absent_until", time));
    lines.put("connections", checkpoint.connections());
    lines.put("usage_day", checkpoint.usage().day());
    lines.put("usage_today", checkpoint.usage().today());
    lines.put("usage_month", checkpoint.usage().thisMonth());
    UnsettledText.write(checkpoint.unsettledConnections(), lines);
    LedgerText.write(checkpoint.coverage(), lines);
    return lines.entrySet().stream()
        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String joined(List<Instant> times) {
    return times.stream().map(Instant::toString).collect(Collectors.joining(","));
  }

  static Checkpoint read(String text) {
    Map<String, String> lines =
        text.lines()
            .filter(line -> line.indexOf('=') > 0)
            .collect(
                Collectors.toMap(
                    line -> line.substring(0, line.indexOf('=')),
                    line -> line.substring(line.indexOf('=') + 1)));
    if (!VERSION.equals(lines.get("version"))) {
      throw SinkFailure.permanent(
          "the checkpoint in the store was written by another version of Ouzel ("
              + lines.get("version")
              + "); use that version");
    }
    return Checkpoint.builder().stream(new StreamName(lines.get("stream")))
        .sequence(Long.parseLong(lines.get("sequence")))
        .takenAt(Instant.parse(lines.get("taken_at")))
        .newestPost(Optional.ofNullable(lines.get("newest_post")).map(PostId::of))
        .backoff(backoff(lines))
        .budget(budget(lines))
        .backfillAbsentUntil(instant(lines, "backfill_absent_until"))
        .recoveryAbsentUntil(instant(lines, "recovery_absent_until"))
        .connections(Long.parseLong(lines.getOrDefault("connections", "0")))
        .usage(usage(lines))
        .unsettledConnections(UnsettledText.read(lines))
        .coverage(LedgerText.read(lines))
        .build();
  }

  private static Backoff backoff(Map<String, String> lines) {
    return new Backoff(
        Integer.parseInt(lines.get("failures")), Boolean.parseBoolean(lines.get("immediate_left")));
  }

  private static ConnectBudget budget(Map<String, String> lines) {
    List<Instant> attempts =
        Arrays.stream(lines.get("attempts").split(","))
            .filter(time -> !time.isEmpty())
            .map(Instant::parse)
            .toList();
    return new ConnectBudget(
        attempts, Integer.parseInt(lines.get("attempt_limit")), instant(lines, "held_until"));
  }

  private static Usage usage(Map<String, String> lines) {
    return new Usage(
        LocalDate.parse(lines.getOrDefault("usage_day", Usage.none().day().toString())),
        Long.parseLong(lines.getOrDefault("usage_today", "0")),
        Long.parseLong(lines.getOrDefault("usage_month", "0")));
  }

  static Optional<Instant> instant(Map<String, String> lines, String key) {
    return Optional.ofNullable(lines.get(key)).filter(time -> !time.isEmpty()).map(Instant::parse);
  }

  /** A text that stays on its line, and between its tabs. */
  static String inline(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }
}
