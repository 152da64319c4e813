package dev.ouzel.app.operations;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.stream.StreamName;
import java.time.Instant;

/** Batches for events about them. */
public final class Batches {
  private Batches() {}

  /** A batch with a checkpoint and nothing else. */
  public static Batch empty(Instant at) {
    return Batch.builder()
        .checkpoint(
            Checkpoint.builder().stream(new StreamName("filtered_stream"))
                .sequence(1)
                .takenAt(at)
                .build())
        .build();
  }
}
