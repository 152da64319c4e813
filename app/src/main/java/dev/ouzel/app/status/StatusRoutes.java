package dev.ouzel.app.status;

import dev.ouzel.app.operations.Condition;
import dev.ouzel.ingest.IngestStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The routes of the status server that tell of an ingest. An ingest that does not answer within 2 s
 * is told of as such. Safe for use by several threads.
 */
public final class StatusRoutes {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String MUTE = "the ingest does not answer";

  private final StatusView view;
  private final Supplier<CompletionStage<IngestStatus>> status;
  private final InstantSource clock;
  private final Duration patience;

  /** Routes that ask {@code status} each time. */
  public StatusRoutes(StatusView view, Supplier<CompletionStage<IngestStatus>> status) {
    this(view, status, InstantSource.system(), PATIENCE);
  }

  StatusRoutes(
      StatusView view,
      Supplier<CompletionStage<IngestStatus>> status,
      InstantSource clock,
      Duration patience) {
    this.view = view;
    this.status = status;
    this.clock = clock;
    this.patience = patience;
  }

  /** The routes by path. */
  public Map<String, Route> all() {
    return Map.of(
        Page.PATH,
        () -> CompletableFuture.completedStage(Page.status()),
        "/status",
        () -> answer(this::status, StatusJson.mute(MUTE)),
        Health.LIVE,
        () -> answer((status, now) -> Reply.json(Reply.OK, "{\"live\":true}"), dead()),
        Health.READY,
        () -> answer(this::ready, StatusJson.notReady(List.of(MUTE))));
  }

  private Reply status(IngestStatus status, Instant now) {
    return Reply.json(Reply.OK, new StatusJson(view, status, now).write());
  }

  private Reply ready(IngestStatus status, Instant now) {
    List<Condition> hindrances = Health.hindrances(view.conditions(status, now));
    return hindrances.isEmpty()
        ? Reply.json(Reply.OK, "{\"ready\":true,\"reasons\":[]}")
        : StatusJson.notReady(hindrances.stream().map(Condition::words).toList());
  }

  private static Reply dead() {
    return Reply.json(Reply.UNAVAILABLE, "{\"live\":false}");
  }

  /** Not on the event loop, which has better to do than to write JSON. */
  private CompletionStage<Reply> answer(
      BiFunction<IngestStatus, Instant, Reply> reply, Reply otherwise) {
    return status
        .get()
        .toCompletableFuture()
        .thenApplyAsync(known -> reply.apply(known, clock.instant()))
        .completeOnTimeout(otherwise, patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
