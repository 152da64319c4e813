package dev.ouzel.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.post.PostId;
import dev.ouzel.reconnect.Backoff;
import dev.ouzel.reconnect.ConnectBudget;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  private final Checkpoint checkpoint =
      Checkpoint.builder().stream(new StreamName("filtered_stream"))
          .sequence(42)
          .takenAt(Instant.parse("2026-11-22T01:02:03.456789Z"))
          .newestPost(PostId.of("2080761390344937796"))
          .backoff(new Backoff(3, false))
          .budget(
              ConnectBudget.fresh()
                  .attempted(Instant.parse("2026-11-22T00:55:00Z"))
                  .attempted(Instant.parse("2026-11-22T01:00:00Z")))
          .usage(Usage.none().plus(7, Instant.parse("2026-11-22T01:02:03Z")))
          .build();

  @Test
  void readsWhatItWrote() {
    assertThat(Checkpoint.parse(checkpoint.toText())).isEqualTo(checkpoint);
    Checkpoint empty = Checkpoint.builder().from(checkpoint).newestPost(Optional.empty()).build();
    assertThat(Checkpoint.parse(empty.toText())).isEqualTo(empty);
  }

  @Test
  void ignoresWhatItDoesNotKnow() {
    assertThat(Checkpoint.parse(checkpoint.toText() + "colour=blue\n")).isEqualTo(checkpoint);
  }

  @Test
  void readsWhatWasWrittenBeforePostsWereCounted() {
    String older = checkpoint.toText().replaceAll("usage_.*\n", "");
    assertThat(Checkpoint.parse(older).usage()).isEqualTo(Usage.none());
  }

  @Test
  void refusesAnotherVersion() {
    String newer = checkpoint.toText().replace("version=1", "version=2");
    assertThatThrownBy(() -> Checkpoint.parse(newer))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining("another version");
  }
}
