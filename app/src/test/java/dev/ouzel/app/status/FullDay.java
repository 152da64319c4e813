package dev.ouzel.app.status;

import dev.ouzel.app.config.Destination;
import dev.ouzel.app.operations.Conditions;
import dev.ouzel.app.operations.SpoolWatch;
import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.http.json.JacksonPostCodec;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.ingest.IngestStatus;
import dev.ouzel.ingest.Tally;
import dev.ouzel.persistence.spool.SpoolEvent;
import dev.ouzel.post.Payload;
import dev.ouzel.reconnect.ConnectBudget;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.Usage;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.StreamName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** The status of an ingest that has run for more than a day and has seen much. */
final class FullDay {
  static final StreamName STREAM = new StreamName("filtered_stream");

  private static final String FAR = "postgresql://ouzel@db.example/cats";

  private final Instant now;
  private final StatusBoard board;
  private final SpoolWatch spool = new SpoolWatch();
  private final Conditions conditions = new Conditions(spool);

  private boolean hangs;

  FullDay(Instant now) {
    this.now = now;
    this.board = new StatusBoard(ago(Duration.ofHours(30)), new JacksonPostCodec());
    spool.accept(new SpoolEvent.Delivering("jsonl:archive", 0));
    spool.accept(new SpoolEvent.Delivered("jsonl:archive", new CommitReceipt(1, 812_004, 0), 0));
    spool.accept(
        new SpoolEvent.Failing(
            FAR,
            SinkFailure.transientFailure("connection to db.example:5432 refused"),
            1_204,
            Duration.ofSeconds(30)));
    board.past(past(), connections(), now);
    flow();
    tell(
        new IngestEvent.Ended(
            ago(Duration.ofMinutes(40)),
            11,
            new EndCause.NetworkFailure("Connection reset"),
            Duration.ofHours(3),
            0));
    tell(new IngestEvent.DeadLettered(ago(Duration.ofMinutes(9)), "no post id", 120));
    tell(new IngestEvent.DeadLettered(ago(Duration.ofMinutes(8)), "no post id", 120));
    tell(new IngestEvent.Lagging(ago(Duration.ofMinutes(3)), Duration.ofSeconds(74)));
  }

  private Instant ago(Duration time) {
    return now.minus(time);
  }

  private void tell(IngestEvent event) {
    board.on(event);
    conditions.on(event);
  }

  /** An hour of commits, faster and slower, with a hole and a wave of lag. */
  private void flow() {
    long stored = 0;
    for (int second = 3_600; second > 0; second -= 5) {
      if (second > 2_300 && second < 2_420) {
        continue;
      }
      double wave = 400 + 220 * Math.sin(second / 300.0) + 60 * Math.sin(second / 17.0);
      stored += (long) (5 * wave);
      double lag = second < 400 ? 74 - second / 8.0 : 2 + Math.sin(second / 50.0);
      tell(
          new IngestEvent.Committed(
              ago(Duration.ofSeconds(second)),
              batch(second),
              new CommitReceipt(second, 10, 0),
              Optional.of(Duration.ofMillis((long) (lag * 1e3))),
              tally(stored)));
    }
  }

  private Batch batch(int number) {
    List<ReceivedPost> posts = new ArrayList<>();
    for (int rule = 0; rule < 24; rule++) {
      if (number % (rule + 1) == 0) {
        String frame =
            "{\"data\":{\"id\":\"%d\"},\"matching_rules\":[{\"id\":\"18%05d\",\"tag\":\"%s\"}]}"
                .formatted(number * 100L + rule + 1, rule, tag(rule));
        posts.add(new ReceivedPost(number * 100L + rule + 1, now, Payload.ofText(frame)));
      }
    }
    Checkpoint checkpoint =
        Checkpoint.builder().stream(STREAM).sequence(number).takenAt(now).build();
    return Batch.builder().posts(posts).checkpoint(checkpoint).build();
  }

  private static String tag(int rule) {
    return rule == 3 ? "<img src=x onerror=alert(1)>" : "rule number " + rule;
  }

  private static Tally tally(long stored) {
    return Tally.builder().frames(stored).posts(stored).stored(stored).openings(12).build();
  }

  private List<Stretch> past() {
    Stretch all = new Covered(range(24 * 60, 41), "");
    return List.of(
        all,
        gap(16 * 60, 16 * 60 - 55, Gap.State.LOST, "the program did not run", ""),
        gap(9 * 60, 9 * 60 - 4, Gap.State.REPAIRED, "X closed the connection", "backfill"),
        gap(95, 80, Gap.State.REPAIRED, "nothing arrived for 25.0 s", "a recovery"),
        new Covered(range(38, 2), ""));
  }

  private CoverageLedger ledger() {
    return CoverageLedger.of(
        new CoverageLedger.Run(ago(Duration.ofMinutes(38)), ago(Duration.ofSeconds(30))),
        "",
        List.of(gap(41, 38, Gap.State.REPAIRING, "the connection failed: Connection reset", "")));
  }

  private Gap gap(int from, int to, Gap.State state, String reason, String remedy) {
    return new Gap(range(from, to), state, reason, remedy, OptionalLong.of(7));
  }

  private TimeRange range(int from, int to) {
    return new TimeRange(ago(Duration.ofMinutes(from)), ago(Duration.ofMinutes(to)));
  }

  private List<ConnectionRecord> connections() {
    List<ConnectionRecord> all = new ArrayList<>();
    for (int number = 1; number <= 12; number++) {
      Instant opened = ago(Duration.ofMinutes((13 - number) * 110L - 70));
      ConnectionRecord record = ConnectionRecord.builder().number(number).openedAt(opened).build();
      Connection.Builder entry = Connection.builder().connectedAt(opened).clientIp("203.0.113.7");
      if (number == 12) {
        all.add(record.recordedAs(entry.build()));
        continue;
      }
      Instant ended = opened.plus(Duration.ofMinutes(109));
      EndCause cause =
          number % 3 == 0
              ? new EndCause.Stalled(Duration.ofSeconds(25))
              : new EndCause.NetworkFailure("Connection reset");
      entry.disconnectedAt(ended).disconnectReason("upstream_unclean_disconnect");
      all.add(record.ended(ended, cause).recordedAs(entry.build()));
    }
    return all;
  }

  private IngestStatus status() {
    return new IngestStatus(
        IngestStatus.State.STREAMING,
        ago(Duration.ofMinutes(40)),
        1_204_224,
        Optional.of(now),
        Optional.of(new EndCause.NetworkFailure("Connection reset")),
        ledger(),
        ConnectBudget.fresh().attempted(now),
        new Usage(LocalDate.ofInstant(now, ZoneOffset.UTC), 812_004, 9_120_551),
        tally(1_512_004));
  }

  /** The sink that failed takes posts again. */
  void mend() {
    spool.accept(new SpoolEvent.Delivering(FAR, 1_204));
  }

  /** The ingest does not answer any more. */
  void hang() {
    hangs = true;
  }

  /** The routes that tell of it. */
  Map<String, Route> routes() {
    Destination destination =
        new Destination(
            List.of("jsonl:archive", FAR),
            Optional.of(new Destination.Spooling(Path.of("spool.db"), 1L << 34)));
    IngestSettings settings =
        IngestSettings.builder().maxPostsPerDay(1_000_000).maxPostsPerMonth(20_000_000).build();
    StatusSubject subject = new StatusSubject("1.2.3", STREAM, destination, settings);
    StatusView view = new StatusView(subject, board, conditions, spool);
    return new StatusRoutes(
            view,
            () -> hangs ? new CompletableFuture<>() : CompletableFuture.completedStage(status()),
            () -> now,
            Duration.ofMillis(hangs ? 50 : 10_000))
        .all();
  }
}
