package dev.ouzel.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.app.operations.Condition;
import dev.ouzel.app.operations.SpoolWatch;
import dev.ouzel.ingest.IngestStatus;
import dev.ouzel.ingest.Tally;
import dev.ouzel.reconnect.ConnectBudget;
import dev.ouzel.sink.Usage;
import dev.ouzel.stream.EndCause;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The status as JSON, described in {@code docs/status.md}. Names never change their meaning; a
 * value that is not known is left out, or {@code null} within a series.
 */
final class StatusJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final StatusView view;
  private final IngestStatus status;
  private final Instant now;
  private final StatusBoard.Snapshot board;
  private final List<Condition> conditions;

  StatusJson(StatusView view, IngestStatus status, Instant now) {
    this.view = view;
    this.status = status;
    this.now = now;
    this.board = view.board().snapshot(status.coverage(), now);
    this.conditions = view.conditions(status, now);
  }

  /** The answer when the ingest gives none. */
  static Reply mute(String why) {
    return Reply.json(Reply.UNAVAILABLE, text(MAPPER.createObjectNode().put("error", why)));
  }

  /** The answer of what is not ready. */
  static Reply notReady(List<String> reasons) {
    ObjectNode node = MAPPER.createObjectNode().put("ready", false);
    ArrayNode array = node.putArray("reasons");
    reasons.forEach(array::add);
    return Reply.json(Reply.UNAVAILABLE, text(node));
  }

  /** All of it, on one line. */
  String write() {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("version", view.subject().version());
    node.put("stream", view.subject().stream().value());
    put(node, "at", Optional.of(now));
    put(node, "started_at", Optional.of(board.startedAt()));
    node.put("uptime_seconds", seconds(Duration.between(board.startedAt(), now)));
    node.put("state", label(status.state()));
    put(node, "since", Optional.of(status.since()));
    put(node, "heard_at", status.heardAt());
    put(node, "last_end", status.lastEnd().map(EndCause::sentence));
    node.put("ready", Health.hindrances(conditions).isEmpty());
    conditions(node.putArray("conditions"));
    posts(node.putObject("posts"));
    tally(node.putObject("tally"), status.tally());
    history(node.putObject("last_hour"), board.curves());
    CoverageJson.write(node.putObject("coverage"), board, status.coverage(), now);
    ConnectionJson.write(node.putObject("connections"), board.connections(), status.tally());
    rules(node.putObject("rules"));
    sinks(node);
    budget(node.putObject("budget"), status.budget());
    usage(node.putObject("usage"), status.usage().at(now));
    problems(node.putArray("problems"));
    return text(node);
  }

  private void conditions(ArrayNode array) {
    for (Condition condition : conditions) {
      ObjectNode node = array.addObject();
      node.put("kind", condition.kind().label());
      node.put("problem", condition.kind().isProblem());
      put(node, "since", Optional.of(condition.since()));
      node.put("words", condition.words());
    }
  }

  private void posts(ObjectNode node) {
    node.put("stored", status.tally().stored());
    node.put("per_second", rounded(board.postsPerSecond()));
    board.lag().ifPresent(lag -> node.put("lag_seconds", seconds(lag)));
    node.put("buffered_bytes", status.bufferedBytes());
    node.put("buffer_limit_bytes", view.subject().settings().maxBufferedBytes());
  }

  private static void tally(ObjectNode node, Tally tally) {
    node.put("balances", tally.balances());
    node.put("attempts", tally.attempts());
    node.put("openings", tally.openings());
    node.put("bytes", tally.bytes());
    node.put("keep_alives", tally.keepAlives());
    node.put("frames", tally.frames());
    node.put("posts", tally.posts());
    node.put("system_messages", tally.systemMessages());
    node.put("unreadable", tally.unreadable());
    node.put("window_duplicates", tally.windowDuplicates());
    node.put("rematches", tally.rematches());
    node.put("stored", tally.stored());
    node.put("sink_duplicates", tally.sinkDuplicates());
    node.put("rejected", tally.rejected());
    node.put("in_memory", tally.inMemory());
    node.put("unfinished_bytes", tally.unfinishedBytes());
  }

  private static void history(ObjectNode node, Series.Curves curves) {
    put(node, "end", Optional.of(curves.end()));
    node.put("step_seconds", Series.STEP.toSeconds());
    numbers(node.putArray("posts_per_second"), curves.postsPerSecond());
    numbers(node.putArray("lag_seconds"), curves.lagSeconds());
  }

  private static void numbers(ArrayNode array, List<OptionalDouble> numbers) {
    for (OptionalDouble number : numbers) {
      if (number.isPresent()) {
        array.add(rounded(number.getAsDouble()));
      } else {
        array.addNull();
      }
    }
  }

  private void rules(ObjectNode node) {
    node.put("matched", board.ruleCount());
    node.put("other_matches", board.otherMatches());
    ArrayNode array = node.putArray("top");
    for (PostsByRule.RulePosts rule : board.rules()) {
      ObjectNode entry = array.addObject();
      put(entry, "id", rule.id());
      put(entry, "tag", rule.tag());
      entry.put("posts", rule.posts());
    }
  }

  private void sinks(ObjectNode node) {
    view.subject()
        .destination()
        .spool()
        .ifPresent(
            spool ->
                node.putObject("spool")
                    .put("file", spool.file().toString())
                    .put("limit_bytes", spool.maxBytes()));
    ArrayNode array = node.putArray("sinks");
    for (String uri : view.subject().destination().sinks()) {
      ObjectNode entry = array.addObject();
      entry.put("name", uri.equals("-") ? "stdout" : StatusSubject.shown(uri));
      if (view.subject().destination().spool().isEmpty()) {
        direct(entry);
      } else {
        view.spool().sinks().stream()
            .filter(sink -> sink.sink().equals(uri))
            .forEach(sink -> behindSpool(entry, sink));
      }
    }
  }

  private void direct(ObjectNode entry) {
    entry.put("stored", status.tally().stored());
    entry.put("rejected", status.tally().rejected());
    put(entry, "committed_at", board.committedAt());
    conditions.stream()
        .filter(condition -> condition.kind() == Condition.Kind.SINK_FAILING)
        .forEach(
            condition -> {
              put(entry, "trouble", Optional.of(condition.words()));
              put(entry, "since", Optional.of(condition.since()));
            });
  }

  private void behindSpool(ObjectNode entry, SpoolWatch.SinkState sink) {
    entry.put("stored", sink.stored());
    entry.put("rejected", sink.rejected());
    entry.put("waiting_batches", sink.waiting());
    put(entry, "trouble", sink.trouble().map(view.subject()::clean));
    put(entry, "since", Optional.of(sink.since()));
  }

  private void budget(ObjectNode node, ConnectBudget budget) {
    node.put("attempts_left", budget.left(now));
    node.put("attempts_limit", budget.limit());
    node.put("held_seconds", seconds(budget.holdAt(now)));
  }

  private void usage(ObjectNode node, Usage usage) {
    node.put("posts_today", usage.today());
    node.put("posts_this_month", usage.thisMonth());
    view.subject()
        .settings()
        .maxPostsPerDay()
        .ifPresent(limit -> node.put("posts_per_day_limit", limit));
    view.subject()
        .settings()
        .maxPostsPerMonth()
        .ifPresent(limit -> node.put("posts_per_month_limit", limit));
  }

  private void problems(ArrayNode array) {
    for (RecentProblems.Problem problem : board.problems()) {
      ObjectNode node = array.addObject();
      put(node, "at", Optional.of(problem.at()));
      put(node, "since", Optional.of(problem.since()));
      node.put("times", problem.times());
      node.put("words", view.subject().clean(problem.words()));
    }
  }

  static void put(ObjectNode node, String name, Optional<?> value) {
    value
        .map(
            present ->
                present instanceof Instant time ? time.truncatedTo(ChronoUnit.MILLIS) : present)
        .ifPresent(present -> node.put(name, present.toString()));
  }

  static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(Duration span) {
    return span.toMillis() / 1e3;
  }

  private static double rounded(double number) {
    return Math.round(number * 1e3) / 1e3;
  }

  private static String text(ObjectNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException cannotBe) {
      throw new IllegalStateException("a tree of texts and numbers can be written", cannotBe);
    }
  }
}
