package dev.ouzel.persistence.stdout;

import dev.ouzel.coverage.TimeRange;
import dev.ouzel.persistence.store.SinkThread;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes each post's frame and a line feed, and nothing else; frames hold no line feed. A commit
 * completes when its frames are flushed: whoever reads them has them, and nobody else ever will.
 * Dead letters and rematches are not written.
 *
 * <p>A reader that is slow makes commits slow, on a thread of the sink's own; {@link #close} waits
 * for the commit in flight, and so for the reader.
 */
public final class StdoutSink implements PostSink {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final SinkThread thread = new SinkThread();
  private final OutputStream out;

  /** Touched on the thread alone. */
  private CommitReceipt last = new CommitReceipt(0, 0, 0);

  /** Writes to {@code out}, which stays open when the sink is closed. */
  public StdoutSink(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
  }

  @Override
  public SinkKind kind() {
    return SinkKind.EPHEMERAL;
  }

  @Override
  public CompletionStage<CommitReceipt> commit(Batch batch) {
    return thread.call(() -> write(batch));
  }

  private CommitReceipt write(Batch batch) {
    long sequence = batch.checkpoint().sequence();
    if (sequence != last.sequence()) {
      try {
        for (ReceivedPost post : batch.posts()) {
          post.payload().writeTo(out);
          out.write('\n');
        }
        out.flush();
      } catch (IOException e) {
        throw SinkFailure.permanent(
            "the reader of the output is gone, or the output cannot be written to: "
                + e.getMessage(),
            e);
      }
      last = new CommitReceipt(sequence, batch.posts().size(), 0);
    }
    return last;
  }

  @Override
  public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
    return CompletableFuture.completedFuture(PostIds.none());
  }

  @Override
  public void close() {
    thread.close(() -> {});
  }
}
