package dev.ouzel.app.status;

import dev.ouzel.app.operations.Rate;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.Timeline;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.ingest.IngestObserver;
import dev.ouzel.post.PostCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the status page remembers of an ingest: a fold over its events, bounded in every part. Told
 * on the event loop, and asked on any thread; the lock is never held for long.
 */
public final class StatusBoard implements IngestObserver {
  private static final int TOP_RULES = 50;

  private final Instant startedAt;
  private final Series series;
  private final CoverageDay coverage = new CoverageDay();
  private final RecentConnections connections = new RecentConnections();
  private final RecentProblems problems = new RecentProblems();
  private final PostsByRule rules;
  private Rate rate = Rate.none();
  private Optional<Duration> lag = Optional.empty();
  private Optional<Instant> committedAt = Optional.empty();
  private String pastWords = "what is older is being read from the store";

  /**
   * A board that begins now.
   *
   * @param now by this machine's clock
   * @param codec reads which rules a post matched
   */
  public StatusBoard(Instant now, PostCodec codec) {
    this.startedAt = now;
    this.series = new Series(now);
    this.rules = new PostsByRule(codec);
  }

  /**
   * What the board holds.
   *
   * @param startedAt since when the program runs
   * @param postsPerSecond how fast posts were stored in the last seconds
   * @param lag how long after its creation the newest post stored last had arrived
   * @param committedAt when the sink acknowledged something last
   * @param curves the last hour
   * @param timeline the last 24 h
   * @param pastWords where what is older than the program comes from
   * @param connections newest first
   * @param rules those that brought the most posts
   * @param ruleCount how many rules brought any
   * @param otherMatches matches of rules that are not counted apart
   * @param problems newest first
   */
  record Snapshot(
      Instant startedAt,
      double postsPerSecond,
      Optional<Duration> lag,
      Optional<Instant> committedAt,
      Series.Curves curves,
      Timeline timeline,
      String pastWords,
      List<ConnectionRecord> connections,
      List<PostsByRule.RulePosts> rules,
      int ruleCount,
      long otherMatches,
      List<RecentProblems.Problem> problems) {}

  @Override
  public synchronized void on(IngestEvent event) {
    problems.on(event);
    if (event instanceof IngestEvent.Committed commit) {
      committed(commit);
    }
  }

  private void committed(IngestEvent.Committed commit) {
    long stored = commit.tally().stored();
    series.stored(commit.at(), stored, commit.lag());
    rate = rate.counting(commit.at(), stored);
    lag = commit.lag().or(() -> lag);
    committedAt = Optional.of(commit.at());
    coverage.closed(commit.batch().coverage(), commit.at());
    connections.told(commit.batch().connections());
    rules.stored(commit.batch().posts());
  }

  /** What the store had kept before the program started. */
  synchronized void past(List<Stretch> stretches, List<ConnectionRecord> known, Instant now) {
    coverage.before(stretches, now);
    connections.before(known);
    pastWords = "";
  }

  /** Why what the store had kept before cannot be told. */
  synchronized void pastUnknown(String why) {
    pastWords = why;
  }

  /** What it holds now; {@code ledger} has the time that is not settled. */
  synchronized Snapshot snapshot(CoverageLedger ledger, Instant now) {
    return new Snapshot(
        startedAt,
        rate.perSecond(now),
        lag,
        committedAt,
        series.curves(now),
        coverage.timeline(ledger, now),
        pastWords,
        connections.all(),
        rules.top(TOP_RULES),
        rules.size(),
        rules.others(),
        problems.all());
  }
}
