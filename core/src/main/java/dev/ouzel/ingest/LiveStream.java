package dev.ouzel.ingest;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.Moment;
import dev.ouzel.post.PostId;
import dev.ouzel.rule.Rule;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the live connection shows, post by post: how far time is covered, and how posts flow. */
final class LiveStream implements Witness {
  private static final String NOT_RUNNING = "Ouzel was not running";
  private static final String FORGONE = "not asked for, to keep to the allowance";
  private static final String NO_CLOCK = "no clock: X told no time when it accepted";

  private final IngestSettings settings;
  private final StreamRequest request;
  private final Duration margin;
  private final Moment begun;
  private final CoverageBook coverage;
  private final Backfill backfill;
  private final Liveness liveness;
  private final Spells spells;
  private final Answer answer;
  private Optional<Watermark> watermark = Optional.empty();
  private String reason = NOT_RUNNING;
  private String remedy = "";
  private OptionalLong before = OptionalLong.empty();
  private OptionalLong connection = OptionalLong.empty();
  private Moment turnAt;
  private long knownSince;
  private long plausibleUntil;
  private long newestInTurn;
  private boolean anyInTurn;
  private boolean forgone;

  LiveStream(StreamRequest request, IngestSettings settings, Answer answer, Moment now) {
    this.settings = settings;
    this.request = request;
    this.begun = now;
    this.margin = margin(request, settings);
    this.coverage = new CoverageBook(answer::announce);
    this.spells = new Spells(coverage);
    this.backfill = new Backfill(settings.backfill(), request);
    this.liveness = new Liveness(settings, answer::announce, now);
    this.answer = answer;
    this.turnAt = now;
  }

  /** The margin that suits the stream, unless one is set. */
  static Duration margin(StreamRequest request, IngestSettings settings) {
    Duration usual =
        switch (request.endpoint()) {
          case FIREHOSE, FIREHOSE_EN, FIREHOSE_JA, FIREHOSE_KO, FIREHOSE_PT, SAMPLE10 ->
              Duration.ofSeconds(60);
          default -> Duration.ofSeconds(30);
        };
    return settings.deliveryMargin().orElse(usual);
  }

  Spells spells() {
    return spells;
  }

  CoverageBook coverage() {
    return coverage;
  }

  Backfill backfill() {
    return backfill;
  }

  Duration margin() {
    return margin;
  }

  IngestSettings settings() {
    return settings;
  }

  /** What is asked for, but for backfill. */
  StreamRequest request() {
    return request;
  }

  /** When the ingest was made. */
  Moment begun() {
    return begun;
  }

  /** What the next attempt asks for. */
  StreamRequest request(Moment now, Backfill.Recall recall) {
    Optional<Instant> wanted =
        forgone ? Optional.empty() : Backfill.wanted(coverage.ledger(), recall.now());
    return backfill.request(now, wanted, recall);
  }

  /** What is missed until X accepts again is not asked for, and lost. */
  void forgo() {
    forgone = true;
  }

  boolean hasClock() {
    return watermark.isPresent();
  }

  /** X's clock, while it is known. */
  Optional<Instant> clock(Moment now) {
    return watermark.map(mark -> mark.opening().clock(now));
  }

  /** X accepted the connection with this number. */
  void opened(Link link, StreamSignal.Opened opened, long number, Backfill.Recall recall) {
    Moment now = link.since();
    connection = OptionalLong.of(number);
    remedy = link.request().backfillMinutes() > 0 ? "" : "backfill was not asked for";
    backfill
        .opened(now)
        .ifPresent(
            until ->
                answer.announce(
                    new IngestEvent.RepairRefused(
                        now.wall(), false, until, "X accepts the request only without backfill")));
    knownSince = recall.knownSince().toEpochMilli();
    watermark =
        opened
            .serverTime()
            .map(
                time -> {
                  Watermark.Opening opening =
                      new Watermark.Opening(now, time, margin, settings.silenceLimit());
                  return new Watermark(
                      opening,
                      backfill.watch(
                          link.request(),
                          Backfill.wanted(coverage.ledger(), time),
                          recall,
                          opening));
                });
    select(now, selection());
    coverage.begin(
        now,
        watermark
            .map(mark -> mark.opening().liveFrom())
            .orElse(now.wall().truncatedTo(ChronoUnit.MILLIS)));
    liveness.opened(now);
  }

  /** A turn of reading begins. */
  void turnBegins(Moment now) {
    turnAt = now;
    newestInTurn = 0;
    anyInTurn = false;
    plausibleUntil = clock(now).orElse(now.wall()).plus(DuplicateWindow.MOST_AHEAD).toEpochMilli();
  }

  @Override
  public void seen(long id, DuplicateWindow.Verdict verdict) {
    anyInTurn = true;
    liveness.post();
    if (!PostId.isSnowflake(id) || PostId.millis(id) > plausibleUntil) {
      return;
    }
    long millis = PostId.millis(id);
    newestInTurn = Math.max(newestInTurn, millis);
    watermark.ifPresent(mark -> mark.seen(millis, verdict, turnAt));
    if (verdict == DuplicateWindow.Verdict.NEW && isCovered(millis)) {
      Duration delay = Duration.between(Instant.ofEpochMilli(millis), turnAt.wall());
      answer.announce(new IngestEvent.Late(turnAt.wall(), id, delay));
    }
  }

  private boolean isCovered(long millis) {
    CoverageLedger.Run run = coverage.ledger().run();
    return millis >= Math.max(run.from().toEpochMilli(), knownSince)
        && millis < run.to().toEpochMilli();
  }

  /**
   * The turn is taken in, all of it.
   *
   * @param waited how long nothing had come, though it was asked for
   */
  void turnEnds(StreamSignal.Frames turn, Duration waited) {
    watermark.ifPresent(
        mark -> {
          if (anyInTurn) {
            liveness.turn(turnAt, lag(mark));
          }
          mark.turn(turnAt, waited, turn.keepAlives() > 0)
              .ifPresent(over -> remedy = over.remedy());
          mark.claim().ifPresent(claim -> covered(mark.opening(), claim));
        });
  }

  /** Backfill tells nothing of how late posts are. */
  private Optional<Duration> lag(Watermark mark) {
    Instant newest = Instant.ofEpochMilli(newestInTurn);
    return mark.isFilling() || newest.isBefore(mark.opening().liveFrom())
        ? Optional.empty()
        : Optional.of(Duration.between(newest, mark.opening().clock(turnAt)));
  }

  private void covered(Watermark.Opening opening, TimeRange claim) {
    Gap hole = Gap.open(claim, reason, before).now(Gap.State.OPEN, remedy);
    claim.since(opening.liveFrom()).ifPresent(live -> coverLive(live, hole));
    claim
        .before(opening.liveFrom())
        .ifPresent(old -> coverage.change(turnAt, ledger -> ledger.repair(old, remedy)));
    coverage.change(turnAt, ledger -> ledger.lose(GapRepair.horizon(opening.clock(turnAt))));
  }

  private void coverLive(TimeRange live, Gap hole) {
    Optional<Instant> reached = coverage.ledger().frontier();
    coverage.cover(turnAt, live, hole);
    if (forgone) {
      forgone = false;
      reached
          .flatMap(frontier -> TimeRange.between(frontier, live.from()))
          .ifPresent(missed -> coverage.change(turnAt, ledger -> ledger.giveUp(missed, FORGONE)));
    }
  }

  /** Reading stopped for want of room, or goes on. */
  void paused(Moment now, boolean paused) {
    if (paused) {
      liveness.paused();
    } else {
      liveness.resumed(now);
      watermark.ifPresent(mark -> mark.interrupted(now));
    }
  }

  /**
   * The attempt is over; if X had accepted it, what is missed from now on is missed because of it.
   */
  void ended(Link link, EndCause cause) {
    liveness.ended();
    if (link.hasOpened()) {
      reason = watermark.isPresent() ? cause.sentence() : NO_CLOCK;
      before = connection;
      watermark.ifPresent(mark -> spells.ended(connection.getAsLong(), mark.opening()));
    }
    watermark = Optional.empty();
  }

  /** X's rules were read: what is covered from now on is covered for them. */
  void rulesRead(Moment now, List<Rule> rules) {
    select(now, selection().withRules(rules));
  }

  private Selection selection() {
    return Selection.parse(coverage.ledger().selection()).withFields(request);
  }

  private void select(Moment now, Selection next) {
    coverage.change(now, ledger -> ledger.select(next.toString()));
  }

  /** Goes on from what was kept; nobody saw the end of the last connection then. */
  void resume(Checkpoint checkpoint) {
    coverage.resume(checkpoint.coverage());
    backfill.resume(checkpoint);
    if (checkpoint.connections() > 0) {
      before = OptionalLong.of(checkpoint.connections());
    }
  }

  void woke(Moment now) {
    liveness.woke(now);
  }

  Optional<Moment> deadline() {
    return liveness.deadline();
  }
}
