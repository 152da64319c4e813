package dev.ouzel.persistence.jsonl;

import static dev.ouzel.persistence.jsonl.Batches.STREAM;
import static dev.ouzel.persistence.jsonl.Batches.batchOf;
import static dev.ouzel.persistence.jsonl.Batches.commit;
import static dev.ouzel.persistence.jsonl.Batches.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each step that the sink asks of the disk fails once, or is the last before the power goes. */
@Timeout(240)
final class JsonlFaultTest {
  private static final int POSTS = 5;
  private static final int BATCHES = 9;

  /** Three batches fill a segment. */
  private static final String PARAMETERS = "?segment=2KB&compress=gzip";

  @TempDir Path directory;

  private Path store(String name) throws IOException {
    Files.createDirectories(directory.resolve(name + "/attic"));
    return directory.resolve(name + "/store");
  }

  private static FaultyDisk disk(Path store) {
    return new FaultyDisk(store.resolveSibling("attic"));
  }

  private static PostSink open(Disk disk, Path store) {
    return JsonlSink.open(disk, JsonlSettings.parse("jsonl:" + store + PARAMETERS), STREAM);
  }

  /** Commits what is missing, each batch again when it fails as often as a caller may. */
  private static long commitAll(PostSink sink, int tries) {
    long kept = 0;
    int failures = 0;
    try {
      kept = sequence(sink);
    } catch (CompletionException failed) {
      failures++;
    }
    while (kept < BATCHES && failures < tries) {
      try {
        assertThat(commit(sink, batchOf(POSTS, kept + 1)))
            .isEqualTo(new CommitReceipt(kept + 1, POSTS, 0));
        kept++;
      } catch (CompletionException failed) {
        assertThat(failed).hasCauseInstanceOf(SinkFailure.class);
        failures++;
      }
    }
    return kept;
  }

  private static int stepsWithoutFaults(Path store) {
    AtomicInteger steps = new AtomicInteger();
    FaultyDisk disk = disk(store);
    disk.failWith((step, file) -> steps.incrementAndGet());
    try (PostSink sink = open(disk, store)) {
      commitAll(sink, 1);
    }
    return steps.get();
  }

  private static void assertWhole(Path store, long batches, String where) {
    Archive archive = new Archive(store);
    assertThat(archive.stored()).as(where).isEqualTo(Batches.stored(POSTS, batches));
    assertThat(archive.segments().stream().map(name -> name.replaceFirst(".*Z-|.*-a", "")))
        .as(where)
        .doesNotHaveDuplicates();
  }

  @Test
  void aStepThatFailsOnceCostsNothingButTheTry() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int steps = stepsWithoutFaults(store("sound"));
    assertThat(steps).isGreaterThan(60);
    for (int k = 1; k <= steps; k++) {
      String where = "seed %d, step %d".formatted(seed, k);
      Path store = store("once-" + k);
      FaultyDisk disk = disk(store);
      AtomicInteger left = new AtomicInteger(k);
      disk.failWith(
          (step, file) -> {
            if (left.decrementAndGet() == 0) {
              throw new IOException("No space left on device");
            }
          });
      try (PostSink sink = openInTheEnd(disk, store)) {
        assertThat(commitAll(sink, 3)).as(where).isEqualTo(BATCHES);
      }
      disk.losePower(random);
      open(disk(store), store).close();
      assertWhole(store, BATCHES, where);
    }
  }

  private static PostSink openInTheEnd(Disk disk, Path store) {
    try {
      return open(disk, store);
    } catch (SinkFailure failed) {
      return open(disk, store);
    }
  }

  @Test
  void aStepThatIsTheLastLeavesWholeBatchesAndNoneAcknowledgedIsMissing() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int steps = stepsWithoutFaults(store("sound"));
    for (int k = 1; k <= steps; k++) {
      String where = "seed %d, step %d".formatted(seed, k);
      Path store = store("last-" + k);
      long acknowledged = writeUntil(k, disk(store), store, random);

      try (PostSink sink = open(disk(store), store)) {
        long kept = sequence(sink);
        assertThat(kept).as(where).isBetween(acknowledged, acknowledged + 1);
        assertWhole(store, kept, where);
        if (kept > 0) {
          assertThat(commit(sink, batchOf(POSTS, kept)))
              .as(where)
              .isEqualTo(new CommitReceipt(kept, POSTS, 0));
        }
        assertThat(commitAll(sink, 1)).as(where).isEqualTo(BATCHES);
      }
      assertWhole(store, BATCHES, where);
    }
  }

  /** Lets the disk fail from step {@code k} on, and then the power; tells what was acknowledged. */
  private static long writeUntil(int k, FaultyDisk disk, Path store, Random random)
      throws IOException {
    AtomicInteger left = new AtomicInteger(k);
    disk.failWith(
        (step, file) -> {
          if (left.decrementAndGet() <= 0) {
            throw new IOException("Input/output error");
          }
        });
    long acknowledged = 0;
    try (PostSink sink = open(disk, store)) {
      acknowledged = commitAll(sink, 2);
    } catch (SinkFailure notOpened) {
      // The first steps make the files.
    }
    disk.losePower(random);
    return acknowledged;
  }
}
