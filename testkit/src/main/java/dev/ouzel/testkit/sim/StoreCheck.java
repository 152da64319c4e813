package dev.ouzel.testkit.sim;

import dev.ouzel.ingest.IngestEnd;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.StreamSignal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** P1, P3 and P4: what was acknowledged is held, once, byte for byte, and nothing else is. */
final class StoreCheck implements Check {
  /** How much short of its span a duplicate window may fall. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  /** A clock more wrong than this spoils the duplicate window until X has told its own. */
  private static final Duration MOST_WRONG = Duration.ofSeconds(4);

  private final Findings findings;
  private final Supplier<SinkKind> kind;
  private final Duration window;
  private final MachineClock clock;
  private final Map<Long, PublishedPost> published = new HashMap<>();
  private final Set<Long> acknowledged = new HashSet<>();
  private final Set<Long> rejected = new HashSet<>();
  private final Set<Long> heard = new HashSet<>();

  StoreCheck(World world, Findings findings, Supplier<SinkKind> kind, MachineClock clock) {
    this.findings = findings;
    this.kind = kind;
    this.window = world.circumstances().engine().duplicateWindow();
    this.clock = clock;
  }

  @Override
  public void published(PublishedPost post) {
    published.put(post.id(), post);
  }

  @Override
  public void delivered(StreamSignal signal) {
    if (signal instanceof StreamSignal.Frames turn) {
      turn.frames().stream()
          .filter(PostFrame.class::isInstance)
          .forEach(frame -> heard.add(((PostFrame) frame).id()));
    }
  }

  @Override
  public void acknowledged(Batch batch) {
    batch.posts().forEach(post -> acknowledged.add(post.id()));
  }

  @Override
  public void rejected(long id) {
    rejected.add(id);
  }

  @Override
  public void finished(IngestReport report) {
    if (!(report.end() instanceof IngestEnd.SinkFailed)) {
      acknowledged.addAll(heard);
      acknowledged.removeAll(rejected);
    }
  }

  @Override
  public void died() {
    heard.clear();
  }

  @Override
  public void inspected(List<ReceivedPost> held) {
    Map<Long, ReceivedPost> seen = new HashMap<>();
    for (ReceivedPost post : held) {
      ReceivedPost before = seen.putIfAbsent(post.id(), post);
      if (before != null) {
        inspectDuplicate(post);
      }
      inspectBytes(post.id(), post.payload());
    }
    for (Long id : acknowledged) {
      findings.require(seen.containsKey(id), "P1 acknowledged, so held", () -> id);
    }
  }

  private void inspectDuplicate(ReceivedPost again) {
    long oldest = again.receivedAt().minus(window).plus(SLACK).toEpochMilli();
    boolean forgotten =
        kind.get() != SinkKind.KEYED
            && (!published.get(again.id()).honest()
                || PostId.millis(again.id()) < oldest
                || clock.mostWrong().compareTo(MOST_WRONG) > 0);
    findings.require(forgotten, "P3 each post once", () -> again);
  }

  private void inspectBytes(long id, Payload payload) {
    PublishedPost post = published.get(id);
    findings.require(post != null, "P4 nothing is held that X did not publish", () -> id);
    if (post != null) {
      findings.require(post.isSentAs(payload), "P4 byte for byte", () -> payload.text());
    }
  }
}
