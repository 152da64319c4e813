package dev.ouzel.stream;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an attempt at a stream tells while it lives. */
public sealed interface StreamSignal {
  /**
   * X accepted. Always the first signal, and only once.
   *
   * @param serverTime X's {@code Date} header, in whole seconds, when it sent one
   * @param rateLimit what the headers said of the rate limit
   * @param transactionId X's name for this request, for asking X about it
   */
  record Opened(Optional<Instant> serverTime, RateLimit rateLimit, Optional<String> transactionId)
      implements StreamSignal {}

  /**
   * What one turn of reading brought.
   *
   * @param frames the frames completed in this turn, in the order X sent them; may be empty
   * @param keepAlives how many keep-alives (empty lines) came
   * @param bytes how many bytes were read, after decompression; at least 1
   * @param pinnedBytes how much memory the frames keep reachable: whole network buffers, each
   *     counted once; at least the sum of the frames' sizes
   */
  record Frames(List<Frame> frames, int keepAlives, long bytes, long pinnedBytes)
      implements StreamSignal {
    /** Copies the list. */
    public Frames {
      frames = List.copyOf(frames);
    }
  }
}
