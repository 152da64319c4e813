package dev.ouzel.stream;

import java.util.concurrent.Flow;

/**
 * Makes connections to X's streams. Each subscription is one attempt; trying again is the caller's
 * business. Safe for use by several threads.
 */
public interface StreamSource {
  /**
   * A publisher whose every subscription makes one attempt.
   *
   * <ul>
   *   <li>The connection is made at once, without waiting for demand.
   *   <li>It signals {@link StreamSignal.Opened} when X accepts, then a {@link StreamSignal.Frames}
   *       for each turn of reading: what arrived since the last, at most 256 KiB gathered, in
   *       order. A turn that completes no frame is signalled too, for its bytes are a sign of life.
   *   <li>It reads from the network only as far as demand allows, give or take one turn, so that a
   *       slow subscriber slows X and not the heap.
   *   <li>It completes when X closes the response in order and no frame was left unfinished;
   *       otherwise it fails with {@link StreamEnded}. Either comes after every whole frame
   *       received before it was delivered on demand; when nothing is undelivered it needs no
   *       demand.
   *   <li>Bytes after the last delimiter are never a frame; {@link StreamEnded} counts them, with
   *       {@link EndCause.Closed} when X had closed in order all the same.
   *   <li>Cancelling closes the connection, opened or not; what was not delivered is dropped.
   *   <li>Signals of one subscription come one after another, on threads of the source's choosing.
   * </ul>
   */
  Flow.Publisher<StreamSignal> connect(StreamRequest request);
}
