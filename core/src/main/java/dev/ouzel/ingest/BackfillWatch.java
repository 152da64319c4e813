package dev.ouzel.ingest;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.loop.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Watches whether X sends the backfill that was asked for, and when it is done. X marks neither: it
 * may ignore the request, and its backfill is told from live posts by their age alone.
 */
final class BackfillWatch {
  /** The oldest moments asked for are not counted on: X's clock and ours differ a little. */
  static final Duration UNSURE = Duration.ofSeconds(5);

  /** What shows that backfill is delivered. */
  enum Proof {
    /** A post kept before arrived again. */
    OVERLAP,
    /** A post kept since arrived again: none was kept before what was missed. */
    KEPT,
    /** Several posts arrived that are too old to be live. */
    OLD_POSTS
  }

  private static final int ENOUGH_OLD_POSTS = 2;

  /** Posts of this connection that are told apart; with more of them, none is evidence any more. */
  private static final int MOST_FRESH = 10_000;

  private final TimeRange asked;
  private final Proof proof;
  private final long wantedMillis;
  private final long tooOldMillis;
  private final long openedMillis;
  private Moment quietSince;
  private long oldestMillis;
  private int proofs;
  private final Set<Long> fresh = new HashSet<>();
  private long lastProof;

  /**
   * A watch on what {@code asked} brings.
   *
   * @param asked from the oldest moment counted on to the opening
   * @param wanted where what was missed begins: before it, posts were kept
   * @param proof what will show that it comes
   * @param opening when X accepted, and the margin within which posts are delivered
   */
  BackfillWatch(TimeRange asked, Instant wanted, Proof proof, Watermark.Opening opening) {
    this.asked = asked;
    this.proof = proof;
    this.wantedMillis = wanted.toEpochMilli();
    this.openedMillis = opening.serverTime().toEpochMilli();
    this.tooOldMillis = openedMillis - opening.margin().toMillis();
    this.quietSince = opening.at();
    this.oldestMillis = openedMillis;
  }

  /** A post of this age came. */
  void seen(long millis, DuplicateWindow.Verdict verdict, Moment now) {
    if (millis < asked.from().toEpochMilli() - UNSURE.toMillis() || millis >= openedMillis) {
      return;
    }
    quietSince = now;
    boolean old = millis >= asked.from().toEpochMilli();
    oldestMillis = old ? Math.min(oldestMillis, millis) : oldestMillis;
    boolean again = isKeptFromBefore(millis, verdict);
    boolean proves =
        switch (proof) {
          case OVERLAP -> old && again && millis < wantedMillis;
          case KEPT -> old && again;
          case OLD_POSTS -> old && millis < tooOldMillis && millis != lastProof;
        };
    if (proves) {
      proofs++;
      lastProof = millis;
    }
  }

  /** X may send any post twice: one that came first on this very connection proves nothing. */
  private boolean isKeptFromBefore(long millis, DuplicateWindow.Verdict verdict) {
    if (verdict == DuplicateWindow.Verdict.NEW) {
      if (fresh.size() < MOST_FRESH) {
        fresh.add(millis);
      }
      return false;
    }
    return fresh.size() < MOST_FRESH && !fresh.contains(millis);
  }

  /** Reading had stopped until now: what was quiet before says nothing. */
  void interrupted(Moment now) {
    quietSince = now;
  }

  /** How long nothing old came. */
  Duration quiet(Moment now) {
    return now.since(quietSince);
  }

  /** True when what came shows that X delivered what was asked for. */
  boolean isProven() {
    return switch (proof) {
      case OVERLAP, KEPT -> proofs > 0;
      case OLD_POSTS -> proofs >= ENOUGH_OLD_POSTS;
    };
  }

  /**
   * From when on it counts as delivered. Where nothing older than what was missed came again, X may
   * have left out the oldest: only what it did send counts.
   */
  Instant from() {
    return proof == Proof.OVERLAP ? asked.from() : Instant.ofEpochMilli(oldestMillis);
  }

  /** What is to be said of it, once it is over. */
  String remedy() {
    return isProven()
        ? "backfill"
        : "backfill was asked for, but nothing shows that X delivered it";
  }
}
