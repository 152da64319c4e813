package dev.ouzel.persistence.jsonl;

import static dev.ouzel.persistence.jsonl.Batches.NOW;
import static dev.ouzel.persistence.jsonl.Batches.STREAM;
import static dev.ouzel.persistence.jsonl.Batches.batch;
import static dev.ouzel.persistence.jsonl.Batches.batchOf;
import static dev.ouzel.persistence.jsonl.Batches.commit;
import static dev.ouzel.persistence.jsonl.Batches.post;
import static dev.ouzel.persistence.jsonl.Batches.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When segments are sealed, what becomes of them, and that their owner may do so too. */
@Timeout(60)
final class JsonlSegmentsTest {
  private static final int POSTS = 5;

  @TempDir Path directory;
  private Path store;
  private Archive archive;
  private StreamFiles files;

  @BeforeEach
  void name() {
    store = directory.resolve("store");
    archive = new Archive(store);
    files = new StreamFiles(store, STREAM);
  }

  private PostSink open(String parameters) {
    return JsonlSink.open("jsonl:" + store + parameters, STREAM);
  }

  private void assertHolds(long batches) {
    assertThat(archive.stored()).isEqualTo(Batches.stored(POSTS, batches));
  }

  @Test
  void aSegmentIsSealedByTheFirstBatchAfterItIsLongEnough() {
    try (PostSink sink = open("?segment=1KB&compress=none")) {
      commit(sink, batchOf(POSTS, 1));
      assertThat(archive.segments()).containsExactly("filtered_stream-active.jsonl");
      commit(sink, batchOf(POSTS, 2));
      commit(sink, batchOf(POSTS, 3));
    }

    assertThat(archive.segments())
        .containsExactly(
            "filtered_stream-20260504T030202.234Z-20260504T030203.234Z-000001.jsonl",
            "filtered_stream-active.jsonl");
    assertHolds(3);
  }

  @Test
  void aSegmentIsSealedByTheFirstBatchAfterItIsOldEnoughAlsoWithoutPosts() {
    try (PostSink sink = open("?age=1m&compress=none")) {
      commit(sink, batchOf(POSTS, 1));
      commit(sink, batch(2, Batches.timeOf(1).plusSeconds(59)));
      assertThat(archive.segments()).containsExactly("filtered_stream-active.jsonl");
      commit(sink, batch(3, Batches.timeOf(1).plusSeconds(60)));
      assertThat(archive.segments())
          .containsExactly(
              "filtered_stream-20260504T030202.234Z-20260504T030202.234Z-000001.jsonl");

      // What has no posts is never sealed.
      commit(sink, batch(4, Batches.timeOf(1).plusSeconds(600)));
      assertThat(archive.segments()).hasSize(1);
    }
  }

  @Test
  void sealedSegmentsAreCompressedAsAskedFor() {
    for (String compression : List.of("zstd&level=3", "gzip&level=9", "none", "zstd")) {
      store = directory.resolve(compression);
      archive = new Archive(store);
      try (PostSink sink = open("?segment=1KB&compress=" + compression)) {
        for (int i = 1; i <= 9; i++) {
          commit(sink, batchOf(POSTS, i));
        }
      }
      // The last may have been called off.
      open("?segment=1KB&compress=none").close();

      String suffix =
          switch (compression) {
            case "none" -> "";
            case "gzip&level=9" -> ".gz";
            default -> ".zst";
          };
      assertThat(archive.segments())
          .filteredOn(name -> name.endsWith(".jsonl" + suffix))
          .hasSizeGreaterThanOrEqualTo(3);
      assertHolds(9);
    }
  }

  @Test
  void aCommitThatSealsWaitsForTheSegmentBefore() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    FaultyDisk disk = new FaultyDisk(Files.createDirectory(directory.resolve("attic")));
    try (PostSink sink =
        JsonlSink.open(disk, JsonlSettings.parse("jsonl:" + store + "?segment=1KB"), STREAM)) {
      commit(sink, batchOf(POSTS, 1));
      commit(sink, batchOf(POSTS, 2));
      // Outside the disk's own lock: others go on.
      Path pipe = files.unfinished("segment");
      disk.stallAt(pipe, over);

      commit(sink, batchOf(POSTS, 3));
      commit(sink, batchOf(POSTS, 4));
      var waiting = sink.commit(batchOf(POSTS, 5)).toCompletableFuture();

      assertThat(waiting).isNotDone();
      assertThat(archive.segments()).hasSize(2);
      over.countDown();
      assertThat(waiting).succeedsWithin(Duration.ofSeconds(20));
    }
    assertHolds(5);
  }

  @Test
  void aSegmentWhoseCompressionWasInterruptedIsCompressedAtTheNextStart() throws IOException {
    try (PostSink sink = open("?segment=1KB&compress=none")) {
      for (int i = 1; i <= 3; i++) {
        commit(sink, batchOf(POSTS, i));
      }
    }
    Files.writeString(files.unfinished("segment"), "half of it");

    try (PostSink sink = open("?segment=1KB&compress=gzip")) {
      commit(sink, batchOf(POSTS, 4));
      // Waits for it.
      commit(sink, batchOf(POSTS, 5));
    }

    assertThat(archive.segments().get(0)).endsWith("-000001.jsonl.gz");
    assertThat(files.unfinished("segment")).doesNotExist();
    assertHolds(5);
  }

  /** It may be half of something that somebody else is making. */
  @Test
  void aCompressedFormBesideThePlainOneIsNotTrustedButReplaced() throws IOException {
    try (PostSink sink = open("?segment=1KB&compress=none")) {
      for (int i = 1; i <= 3; i++) {
        commit(sink, batchOf(POSTS, i));
      }
    }
    Path plain = store.resolve(archive.segments().get(0));
    Path compressed = Files.writeString(Path.of(plain + ".gz"), "half of it");
    open("?compress=none").close();
    assertThat(plain).exists();

    try (PostSink sink = open("?segment=1KB&compress=gzip")) {
      commit(sink, batchOf(POSTS, 4));
      // Waits for it.
      commit(sink, batchOf(POSTS, 5));
    }

    assertThat(plain).doesNotExist();
    assertThat(archive.lines(compressed.getFileName().toString())).hasSize(2 * POSTS);
    assertHolds(5);
  }

  @Test
  void sealedSegmentsMayBeTakenAwayAtAnyTime() throws IOException {
    try (PostSink sink = open("?segment=1KB")) {
      for (int i = 1; i <= 20; i++) {
        assertThat(commit(sink, batchOf(POSTS, i))).isEqualTo(new CommitReceipt(i, POSTS, 0));
        for (String name : archive.names(".*-0.*")) {
          Files.deleteIfExists(store.resolve(name));
        }
      }
    }
    try (PostSink sink = open("")) {
      assertThat(sequence(sink)).isEqualTo(20);
      assertThat(ids(sink)).hasSize(20 * POSTS);
    }
  }

  @Test
  void filesThatAreWrittenMayBeTakenAwayTooAndOthersAreBegun() throws IOException {
    try (PostSink sink = open("")) {
      commit(sink, batchOf(POSTS, 1));
      for (Path file : List.of(files.active(), files.deadLetters(), files.ledger())) {
        Files.move(file, directory.resolve(file.getFileName()));
      }
      commit(sink, batchOf(POSTS, 2));
    }
    List<String> taken = new Archive(directory).segments();
    assertThat(new Archive(directory).lines(taken.get(0))).hasSize(POSTS);
    assertThat(archive.posts()).hasSize(POSTS);

    for (Path file : List.of(files.active(), files.deadLetters(), files.ledger())) {
      Files.delete(file);
    }
    try (PostSink sink = open("")) {
      assertThat(sequence(sink)).isEqualTo(2);
      commit(sink, batchOf(POSTS, 3));
      assertThat(archive.posts()).hasSize(POSTS);
      assertThat(ids(sink)).hasSize(3 * POSTS);
    }
  }

  @Test
  void tellsIdsAcrossSegmentsAndRestartsTheLatestFirst() {
    try (PostSink sink = open("?segment=1KB")) {
      for (int i = 1; i <= 7; i++) {
        commit(sink, batchOf(POSTS, i));
      }
    }
    try (PostSink sink = open("?segment=1KB")) {
      long first = PostId.at(NOW).value();
      assertThat(ids(sink))
          .containsExactlyElementsOf(
              LongStream.range(0, 7 * POSTS)
                  .mapToObj(number -> first + 7 * POSTS - 1 - number)
                  .toList());
    }
  }

  @Test
  void forgetsTheIdsOfSegmentsOlderThanXReplays() throws IOException {
    try (PostSink sink = open("?segment=1KB")) {
      for (int i = 1; i <= 7; i++) {
        commit(sink, batchOf(POSTS, i));
        if (i == 3) {
          Files.setLastModifiedTime(files.ids(1), FileTime.from(NOW.minus(Duration.ofHours(25))));
        }
      }
      assertThat(ids(sink)).hasSize(5 * POSTS);
      assertThat(files.ids(1)).doesNotExist();
    }
  }

  @Test
  void aStreamsFilesDoNotConcernAnother() {
    try (PostSink one = open("?segment=1KB");
        PostSink other = JsonlSink.open("jsonl:" + store, new StreamName("filtered_stream.7"))) {
      commit(one, batch(1, post(PostId.at(NOW).value(), NOW)));

      assertThat(sequence(other)).isEqualTo(1);
      assertThat(ids(other)).hasSize(1);
    }
  }

  private static List<Long> ids(PostSink sink) {
    List<Long> ids = new ArrayList<>();
    sink.ids(STREAM, new TimeRange(Instant.MIN, Instant.MAX))
        .toCompletableFuture()
        .join()
        .forEach(ids::add);
    return ids;
  }
}
