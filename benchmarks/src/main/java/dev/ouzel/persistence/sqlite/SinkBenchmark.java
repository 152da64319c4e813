package dev.ouzel.persistence.sqlite;

import dev.ouzel.benchmarks.PostFrames;
import dev.ouzel.persistence.store.StoreLock;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.stream.StreamName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * New posts kept in a SQLite file, each commit synced, without the sink's thread. An operation is
 * one post. Each iteration fills a file of its own, of some hundred megabytes, in the directory for
 * temporary files.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SinkBenchmark {
  private static final StreamName STREAM = new StreamName("benchmark");
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  /** Ids are so far apart when 143,199 posts are created each second. */
  private static final long ID_STEP = (1_000L << 22) / 143_199;

  /** As the engine closes batches: by bytes; or when all {@code POSTS} are in. */
  private static final int BATCH_BYTES = 4 << 20;

  private static final int POSTS = 20 * PostFrames.COUNT;

  private List<Payload> frames;
  private Path directory;
  private SqliteStore store;
  private long id = PostId.at(START).value();
  private long sequence;

  @Setup
  public void take(PostFrames posts) {
    frames = posts.frames();
  }

  @Setup(Level.Iteration)
  public void open() throws IOException {
    directory = Files.createTempDirectory("sink-benchmark");
    SqliteFile file = SqliteFile.at(directory.resolve("posts.db"), SqliteLimits.standard());
    store = SqliteStore.open(file, STREAM, StoreLock.take(file.lockFile(STREAM), "the store"));
    sequence = 0;
  }

  @TearDown(Level.Iteration)
  public void close() throws IOException {
    store.close();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  @Benchmark
  @OperationsPerInvocation(POSTS)
  public void commit() {
    List<ReceivedPost> batch = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i < POSTS; i++) {
      Payload frame = frames.get(i % frames.size());
      id += ID_STEP;
      batch.add(new ReceivedPost(id, START, frame));
      bytes += frame.size();
      if (bytes >= BATCH_BYTES || i == POSTS - 1) {
        keep(batch);
        batch.clear();
        bytes = 0;
      }
    }
  }

  private void keep(List<ReceivedPost> posts) {
    sequence++;
    Checkpoint checkpoint =
        Checkpoint.builder().stream(STREAM).sequence(sequence).takenAt(START).build();
    Batch batch = Batch.builder().addAllPosts(posts).checkpoint(checkpoint).build();
    CommitReceipt receipt = store.commit(batch);
    if (receipt.stored() != posts.size()) {
      throw new IllegalStateException("not all were new: " + receipt);
    }
  }
}
