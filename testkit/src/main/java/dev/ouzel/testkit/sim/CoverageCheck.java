package dev.ouzel.testkit.sim;

import dev.ouzel.coverage.CoverageLedger;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.ingest.IngestEvent;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.testkit.sim.Totals.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * P2: no post that X published is missing from the store while its time is called covered or
 * repaired there, and no time since coverage began goes unmentioned. Looked at in what the store
 * keeps, after every commit, with arithmetic of its own.
 *
 * <p>A post that X itself delivers later than the margin allows for is nobody's fault, and one
 * whose id lies about its time belongs to none. What X {@linkplain Withheld withheld} without a
 * trace is counted.
 */
final class CoverageCheck implements Check {
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /** In calm weather, how far behind the present coverage may be. */
  private static final Duration NEARLY_NOW = Duration.ofMinutes(2);

  private final World world;
  private final Findings findings;
  private final Withheld withheld;
  private final Strip closed = new Strip();
  private final NavigableMap<Long, PublishedPost> missing = new TreeMap<>();
  private CoverageLedger ledger = CoverageLedger.empty();
  private long sequence;
  private boolean dated;

  CoverageCheck(World world, Findings findings, Withheld withheld) {
    this.world = world;
    this.findings = findings;
    this.withheld = withheld;
  }

  @Override
  public void published(PublishedPost post) {
    if (post.honest() && post.latency().compareTo(MARGIN) <= 0) {
      missing.put(post.id(), post);
      findings.require(
          !isClaimed(time(post)), "P2 nothing is covered before it happens", () -> post);
    }
  }

  @Override
  public void durable(Batch batch) {
    if (batch.checkpoint().sequence() == sequence) {
      return;
    }
    sequence = batch.checkpoint().sequence();
    batch.posts().forEach(post -> missing.remove(post.id()));
    CoverageLedger before = ledger;
    ledger = batch.checkpoint().coverage();
    batch.coverage().forEach(this::close);
    boolean onlyGrew =
        batch.coverage().isEmpty()
            && ledger.gaps().equals(before.gaps())
            && ledger.run().from().equals(before.run().from())
            && !ledger.run().to().isBefore(before.run().to());
    if (!onlyGrew) {
      requireHeld(missing);
      requireNoHoles();
    } else if (ledger.hasBegun()) {
      requireHeld(missing.tailMap(PostId.at(before.run().to()).value()));
    }
  }

  /** To the millisecond, as the id tells it. */
  private static Instant time(PublishedPost post) {
    return Instant.ofEpochMilli(PostId.millis(post.id()));
  }

  private void close(Stretch stretch) {
    closed.paint(stretch.range().from(), stretch.range().to(), colour(stretch));
  }

  private static Strip.Colour colour(Stretch stretch) {
    if (stretch instanceof Covered) {
      return Strip.Colour.KEPT;
    }
    return switch (((Gap) stretch).state()) {
      case REPAIRED -> Strip.Colour.KEPT;
      case LOST -> Strip.Colour.LOST;
      case OPEN, REPAIRING -> Strip.Colour.OPEN;
    };
  }

  /** True when the store says that every post of this moment is kept. */
  private boolean isClaimed(Instant moment) {
    for (Gap gap : ledger.gaps()) {
      if (gap.range().contains(moment)) {
        return false;
      }
    }
    boolean inRun = !moment.isBefore(ledger.run().from()) && moment.isBefore(ledger.run().to());
    return inRun || closed.at(moment) == Strip.Colour.KEPT;
  }

  private void requireHeld(Map<Long, PublishedPost> posts) {
    for (PublishedPost post : posts.values()) {
      findings.require(
          !isClaimed(time(post)) || withheld.hides(post.id()),
          "P2 what is covered is held",
          () -> post.id() + " of " + post.createdAt() + ", ready at " + post.availableAt());
    }
  }

  /** All time from where coverage began to how far it reaches is accounted for. */
  private void requireNoHoles() {
    if (ledger.hasBegun()) {
      Strip all = laid();
      List<Instant> holes = all.holes();
      findings.require(holes.isEmpty(), "P2 no time goes unmentioned", () -> holes);
    }
  }

  private Strip laid() {
    Strip all = closed.copy();
    all.paint(ledger.run().from(), ledger.run().to(), Strip.Colour.KEPT);
    ledger.gaps().forEach(gap -> all.paint(gap.range().from(), gap.range().to(), colour(gap)));
    return all;
  }

  @Override
  public void rejected(long id) {
    missing.remove(id);
  }

  /** Without a {@code Date} there is no clock to cover by. */
  @Override
  public void event(IngestEvent event) {
    if (event instanceof IngestEvent.Opened opened) {
      dated = opened.opened().serverTime().isPresent();
    }
  }

  @Override
  public void settled() {
    requireHeld(missing);
    findings.require(
        !dated || (ledger.hasBegun() && ledger.run().to().isAfter(world.now().minus(NEARLY_NOW))),
        "coverage goes on in calm weather",
        () -> ledger.run());
    if (world.circumstances().hasRecovery()) {
      findings.require(
          !dated || ledger.gaps().isEmpty(),
          "what X can replay is repaired in calm weather",
          () -> ledger.gaps());
    }
  }

  /** Counts what is told of the time so far. */
  void count(Totals totals) {
    Strip all = laid();
    totals.count(Measure.COVERED_MINUTES, all.length(Strip.Colour.KEPT).toMinutes());
    totals.count(Measure.OPEN_MINUTES, all.length(Strip.Colour.OPEN).toMinutes());
    totals.count(Measure.LOST_MINUTES, all.length(Strip.Colour.LOST).toMinutes());
    totals.count(
        Measure.WITHHELD,
        missing.values().stream()
            .filter(post -> isClaimed(time(post)) && withheld.hides(post.id()))
            .count());
  }
}
