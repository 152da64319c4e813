package dev.ouzel.app.bench;

import dev.ouzel.app.config.Destination;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.load.LoadPosts;
import dev.ouzel.testkit.load.WatchedSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The sink alone, which is given batches from memory as fast as it takes them. */
final class SinkRun {
  private static final StreamName STREAM = new StreamName("filtered_stream");

  private final BenchPlan plan;
  private final LoadPosts posts;
  private final Meter meter = new Meter();
  private long next = PostId.at(Instant.now()).value();

  SinkRun(BenchPlan plan) {
    this.plan = plan;
    this.posts = new LoadPosts(plan.size());
  }

  /** Measures for as long as the plan says, into a new store. */
  Figures run(String uri) throws InterruptedException, ExecutionException {
    try (PostSink sink = new WatchedSink(Wiring.sink(Destination.of(uri), STREAM), meter)) {
      long sequence = 1;
      Meter.Mark warm = meter.begin();
      long begun = System.nanoTime();
      boolean isWarm = false;
      CompletableFuture<CommitReceipt> commit = CompletableFuture.completedFuture(null);
      while (System.nanoTime() - begun < plan.warmUp().plus(plan.stageLength()).toNanos()) {
        // The next batch is made while the one before is committed, as the engine does.
        Batch batch = batch(sequence++);
        commit.get();
        commit = sink.commit(batch).toCompletableFuture();
        if (!isWarm && System.nanoTime() - begun >= plan.warmUp().toNanos()) {
          isWarm = true;
          warm = meter.begin();
        }
      }
      commit.get();
      return meter.last().since(warm);
    }
  }

  /** As large as the engine makes them. */
  private Batch batch(long sequence) {
    IngestSettings usual = IngestSettings.standard();
    List<ReceivedPost> received = new ArrayList<>(usual.batchPosts());
    Instant now = Instant.now();
    long bytes = 0;
    while (received.size() < usual.batchPosts() && bytes < usual.batchBytes()) {
      byte[] frame = posts.frame(next);
      bytes += frame.length;
      received.add(new ReceivedPost(next++, now, Payload.wrap(frame, 0, frame.length)));
    }
    return Batch.builder()
        .posts(received)
        .checkpoint(Checkpoint.builder().stream(STREAM).sequence(sequence).takenAt(now).build())
        .build();
  }
}
