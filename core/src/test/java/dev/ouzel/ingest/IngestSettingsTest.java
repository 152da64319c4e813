package dev.ouzel.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class IngestSettingsTest {
  private static final Duration LEAST = Duration.ofNanos(1);

  @Test
  void refusesWhatCannotWork() {
    for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      refuses(settings -> settings.runFor(wrong), "time to run");
      refuses(settings -> settings.linger(wrong), "linger");
      refuses(settings -> settings.silenceLimit(wrong), "silence limit");
      refuses(settings -> settings.deliveryMargin(wrong), "delivery margin");
      refuses(settings -> settings.coverageInterval(wrong), "coverage interval");
    }
    refuses(settings -> settings.limit(0), "at least 1 post");
    refuses(settings -> settings.batchPosts(0), "room for a post");
    refuses(settings -> settings.batchBytes(0), "room for a post");
    refuses(settings -> settings.batchBytes(10).maxBufferedBytes(9), "room for a batch");
    refuses(settings -> settings.duplicateWindowBytes(0), "duplicate window");
    refuses(settings -> settings.recoveries(-1), "0 to 2");
    refuses(settings -> settings.recoveries(3), "0 to 2");
    refuses(settings -> settings.recoverySlice(Duration.ofMillis(999)), "at least a second");
  }

  @Test
  void takesTheLeastThatWorks() {
    IngestSettings.builder()
        .limit(1)
        .runFor(LEAST)
        .linger(LEAST)
        .silenceLimit(LEAST)
        .deliveryMargin(LEAST)
        .coverageInterval(LEAST)
        .batchPosts(1)
        .batchBytes(1)
        .maxBufferedBytes(1)
        .duplicateWindowBytes(1)
        .recoveries(0)
        .recoverySlice(Duration.ofSeconds(1))
        .build();
  }

  private static void refuses(UnaryOperator<IngestSettings.Builder> wrong, String because) {
    IngestSettings.Builder builder = wrong.apply(settings());
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(because);
  }

  private static IngestSettings.Builder settings() {
    return IngestSettings.builder();
  }
}
