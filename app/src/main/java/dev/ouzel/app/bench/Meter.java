package dev.ouzel.app.bench;

import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.testkit.load.WatchedSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts and times what is committed, and can hold it back. Safe for use by several threads. */
final class Meter implements WatchedSink.Watch {
  private static final long LONGEST = TimeUnit.HOURS.toNanos(1);
  private static final int DIGITS = 3;

  private final Histogram commits = new ConcurrentHistogram(LONGEST, DIGITS);
  private final Histogram ages = new ConcurrentHistogram(LONGEST, DIGITS);
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final AtomicReference<CompletableFuture<Void>> gate =
      new AtomicReference<>(CompletableFuture.completedFuture(null));
  private boolean timing;
  private Mark last = new Mark(0, 0, Usage.now());

  /**
   * How much was committed at a moment.
   *
   * @param posts how many posts
   * @param bytes how many bytes their frames had
   * @param usage what had been used by then
   */
  record Mark(long posts, long bytes, Usage usage) {
    Figures since(Mark before) {
      return new Figures(posts - before.posts, bytes - before.bytes, usage.since(before.usage));
    }
  }

  /** Completes with the first commit that holds posts. */
  CompletableFuture<Void> first() {
    return first;
  }

  /** From now on commits are timed; how much there was before. */
  synchronized Mark begin() {
    timing = true;
    return new Mark(last.posts, last.bytes, Usage.now());
  }

  /** Holds back what is not committed yet, until {@link #release}. */
  void hold() {
    gate.set(new CompletableFuture<>());
  }

  void release() {
    gate.get().complete(null);
  }

  @Override
  public CompletionStage<Void> before(Batch batch) {
    return gate.get();
  }

  @Override
  public synchronized void committed(Batch batch, CommitReceipt receipt, Duration took) {
    long bytes = 0;
    for (ReceivedPost post : batch.posts()) {
      bytes += post.payload().size();
    }
    if (timing && !batch.posts().isEmpty()) {
      commits.recordValue(Math.min(took.toNanos(), LONGEST));
      age(batch.posts());
    }
    last = new Mark(last.posts + receipt.stored(), last.bytes + bytes, Usage.now());
    if (receipt.stored() > 0) {
      first.complete(null);
    }
  }

  /**
   * Posts made in the same millisecond are noted at once, since noting each would cost too much.
   */
  private void age(List<ReceivedPost> posts) {
    long now = System.currentTimeMillis();
    long made = PostId.millis(posts.get(0).id());
    long count = 0;
    for (ReceivedPost post : posts) {
      long millis = PostId.millis(post.id());
      if (millis != made) {
        note(now - made, count);
        made = millis;
        count = 0;
      }
      count++;
    }
    note(now - made, count);
  }

  private void note(long age, long count) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(Math.max(0, age));
    ages.recordValueWithCount(Math.min(nanos, LONGEST), count);
  }

  /** How much was committed when something was committed last. */
  synchronized Mark last() {
    return last;
  }

  /** How long a commit took. */
  Spread commits() {
    return Spread.of(commits);
  }

  /** How long after a post was made it was committed. */
  Spread ages() {
    return Spread.of(ages);
  }
}
