package dev.ouzel.app.transfer;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.DeadLetter;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.Rematch;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import dev.ouzel.stream.StreamName;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts frames into numbered batches. Where it cuts depends on the frames alone, so that the batches
 * of a file are the same whenever it is read.
 */
final class BatchCutter {
  private static final int MOST_FRAMES = 5_000;
  private static final long MOST_BYTES = 4L << 20;

  private final StreamName stream;
  private final InstantSource clock;
  private final Map<Long, Integer> rules = new HashMap<>();
  private Batch.Builder batch = Batch.builder();
  private int frames;
  private long bytes;
  private long sequence;

  /** A cutter whose first batch comes after that with this number. */
  BatchCutter(StreamName stream, long sequence, InstantSource clock) {
    this.stream = stream;
    this.sequence = sequence;
    this.clock = clock;
  }

  /**
   * A batch, and of how many frames it was made: more than it holds, where a post came again.
   *
   * @param batch the batch
   * @param frames how many
   */
  record Cut(Batch batch, int frames) {}

  /** Takes a frame; gives a batch when it is full with this one. */
  Optional<Cut> add(Frame frame) {
    frames++;
    bytes += frame.payload().size();
    if (frame instanceof PostFrame post) {
      add(post);
    } else {
      String reason =
          frame instanceof UnreadableFrame unreadable ? unreadable.reason() : DeadLetter.SYSTEM;
      batch.addDeadLetters(new DeadLetter(clock.instant(), reason, frame.payload()));
    }
    return frames >= MOST_FRAMES || bytes >= MOST_BYTES ? Optional.of(cut()) : Optional.empty();
  }

  /**
   * Of a post that comes again in the same batch only the rules count, as they do in a stream. In a
   * later batch it is for the sink to know.
   */
  private void add(PostFrame post) {
    Integer before = rules.put(post.id(), post.rulesFingerprint());
    if (before == null) {
      batch.addPosts(new ReceivedPost(post.id(), clock.instant(), post.payload()));
    } else if (before != post.rulesFingerprint() && !post.rules().isEmpty()) {
      batch.addRematches(new Rematch(post.id(), clock.instant(), post.rules()));
    }
  }

  /** The rest, if there is any. */
  Optional<Cut> rest() {
    return frames == 0 ? Optional.empty() : Optional.of(cut());
  }

  private Cut cut() {
    sequence++;
    Batch full =
        batch
            .checkpoint(
                Checkpoint.builder().stream(stream)
                    .sequence(sequence)
                    .takenAt(clock.instant())
                    .build())
            .build();
    Cut cut = new Cut(full, frames);
    batch = Batch.builder();
    rules.clear();
    frames = 0;
    bytes = 0;
    return cut;
  }
}
