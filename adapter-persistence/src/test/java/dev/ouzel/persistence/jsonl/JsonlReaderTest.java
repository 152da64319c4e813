package dev.ouzel.persistence.jsonl;

import static dev.ouzel.persistence.jsonl.Batches.NOW;
import static dev.ouzel.persistence.jsonl.Batches.STREAM;
import static dev.ouzel.persistence.jsonl.Batches.batch;
import static dev.ouzel.persistence.jsonl.Batches.batchOf;
import static dev.ouzel.persistence.jsonl.Batches.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Stretch;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.StoreReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class JsonlReaderTest {
  @TempDir Path store;

  private PostSink open() {
    return JsonlSink.open(uri() + "?segment=1KB", STREAM);
  }

  private StoreReader read() {
    return JsonlReader.open(uri());
  }

  private String uri() {
    return "jsonl:" + store;
  }

  private static Batch told(long sequence) {
    return Batch.builder().from(batchOf(1, sequence)).addCoverage(covered(sequence)).build();
  }

  private static Stretch covered(long second) {
    return new Covered(new TimeRange(NOW.plusSeconds(second), NOW.plusSeconds(second + 1)), "ü");
  }

  private static List<Stretch> coveredUpTo(long sequence) {
    return LongStream.rangeClosed(1, sequence).mapToObj(JsonlReaderTest::covered).toList();
  }

  @Test
  void tellsOfOneMomentWhileTheDirectoryIsWritten() {
    try (PostSink sink = open()) {
      commit(sink, told(1));
      try (StoreReader before = read()) {
        commit(sink, told(2));

        assertThat(before.coverage(STREAM)).isEqualTo(coveredUpTo(1));
        assertThat(before.checkpoint(STREAM)).contains(told(1).checkpoint());
      }
      try (StoreReader after = read()) {
        assertThat(after.coverage(STREAM)).isEqualTo(coveredUpTo(2));
        assertThat(after.checkpoint(STREAM)).contains(told(2).checkpoint());
      }
    }
  }

  @Test
  void readsWholeBatchesWhileTheyAreWritten() {
    AtomicBoolean written = new AtomicBoolean();
    try (PostSink sink = open()) {
      commit(sink, told(1));
      CompletableFuture<Integer> reads = CompletableFuture.supplyAsync(() -> readUntil(written));
      for (int i = 2; i <= 60; i++) {
        commit(sink, told(i));
      }
      written.set(true);

      assertThat(reads).succeedsWithin(Duration.ofSeconds(30));
      assertThat(reads.join()).isPositive();
    }
  }

  private int readUntil(AtomicBoolean written) {
    int reads = 0;
    boolean last = false;
    while (!last) {
      last = written.get();
      try (StoreReader reader = read()) {
        long sequence = reader.checkpoint(STREAM).orElseThrow().sequence();
        assertThat(reader.coverage(STREAM)).isEqualTo(coveredUpTo(sequence));
      }
      reads++;
    }
    return reads;
  }

  @Test
  void believesNothingBeyondWhatWasCommitted() throws IOException {
    try (PostSink sink = open()) {
      commit(sink, told(1));
    }
    Path ledger = store.resolve("filtered_stream.ledger.jsonl");
    Files.writeString(ledger, "{\"kind\":\"coverage\",", StandardOpenOption.APPEND);

    try (StoreReader reader = read()) {
      assertThat(reader.coverage(STREAM)).isEqualTo(coveredUpTo(1));
    }
  }

  @Test
  void aLedgerThatWasTakenAwayTellsNothing() throws IOException {
    try (PostSink sink = open()) {
      commit(sink, told(1));
      commit(sink, batch(2));
    }
    Files.delete(store.resolve("filtered_stream.ledger.jsonl"));

    try (StoreReader reader = read()) {
      assertThat(reader.coverage(STREAM)).isEmpty();
      assertThat(reader.checkpoint(STREAM)).contains(batch(2).checkpoint());
    }
  }

  @Test
  void aLineThatNoOuzelWroteIsReported() throws IOException {
    try (PostSink sink = open()) {
      commit(sink, told(1));
    }
    Path ledger = store.resolve("filtered_stream.ledger.jsonl");
    Files.writeString(
        ledger, Files.readString(ledger).replace("\"state\":\"covered\"", "\"state\":\"unheard\""));

    try (StoreReader reader = read()) {
      assertThatThrownBy(() -> reader.coverage(STREAM))
          .isInstanceOf(SinkFailure.class)
          .hasMessageContaining("damaged, or of another version");
    }
  }

  @Test
  void aDirectoryThatIsNotThereIsReported() {
    assertThatThrownBy(() -> JsonlReader.open("jsonl:" + store.resolve("none")))
        .isInstanceOf(SinkFailure.class)
        .hasMessageStartingWith("there is no directory " + store.resolve("none"));
  }
}
