package dev.ouzel.persistence.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class BatchBytesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456789Z");
  private static final TimeRange RANGE = new TimeRange(NOW, NOW.plusSeconds(9));

  private static final Checkpoint CHECKPOINT =
      Checkpoint.builder().stream(new StreamName("filtered_stream"))
          .sequence(7)
          .takenAt(NOW)
          .newestPost(new PostId(5))
          .build();

  private static final Batch EMPTY = Batch.builder().checkpoint(CHECKPOINT).build();

  private static final Batch WHOLE =
      Batch.builder()
          .from(EMPTY)
          .addPosts(new ReceivedPost(5, NOW, Payload.copyOf(new byte[] {0, -1, 10, 13})))
          .addPosts(new ReceivedPost(Long.MAX_VALUE, Instant.EPOCH, Payload.empty()))
          .addPosts(new ReceivedPost(6, NOW, Payload.ofText("before{}after").slice(6, 8)))
          .addRematches(new Rematch(5, NOW, Payload.ofText("[{\"id\":\"1\"}]")))
          .addDeadLetters(new DeadLetter(NOW, "größer", Payload.copyOf(new byte[] {0, -128})))
          .addDeadLetters(new DeadLetter(NOW, "", Payload.empty()))
          .addCoverage(new Covered(RANGE, "print"))
          .addCoverage(new Gap(RANGE, Gap.State.LOST, "why", "", OptionalLong.of(3)))
          .addConnections(ConnectionRecord.builder().number(3).openedAt(NOW).build())
          .build();

  @Test
  void readsBackEveryPart() {
    assertThat(BatchBytes.read(BatchBytes.write(WHOLE))).isEqualTo(WHOLE);
    assertThat(BatchBytes.read(BatchBytes.write(EMPTY))).isEqualTo(EMPTY);
  }

  @Test
  void noticesEveryBitThatChanged() {
    byte[] whole = BatchBytes.write(WHOLE);
    for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
      byte[] changed = whole.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

      assertThatThrownBy(() -> BatchBytes.read(changed))
          .isInstanceOf(SinkFailure.class)
          .hasMessage("a batch in the spool is damaged");
    }
  }

  @Test
  void noticesBytesThatAreMissing() {
    byte[] whole = BatchBytes.write(WHOLE);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);

      assertThatThrownBy(() -> BatchBytes.read(cut)).isInstanceOf(SinkFailure.class);
    }
  }
}
