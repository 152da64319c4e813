package dev.ouzel.testkit.server;

import dev.ouzel.loop.Moment;
import dev.ouzel.post.Payload;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes one response body as fast as its reader takes it: first a replay, then what is offered
 * while it lives. What waits for the reader is bounded by the settings' {@code bufferLimit}, and by
 * the response's own write queue.
 */
final class Outlet {
  /** Frames that wait for one another are written together in HTTP chunks of about this size. */
  private static final int CHUNK = 16 << 10;

  /** After so many chunks other work gets its turn, so that a fast reader holds nobody up. */
  private static final int CHUNKS_A_TURN = 8;

  /** Frames end with a delimiter and may share an HTTP chunk; other bytes do neither. */
  private record Piece(Payload bytes, boolean frame) {}

  private final Account account;
  private final long number;
  private final HttpServerResponse response;
  private final Encoding encoding;
  private final Payload delimiter;
  private final int limit;
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private Replay replay = Replay.none();
  private Runnable whenDone = () -> {};
  private Moment lastWrite;
  private long waitingBytes;
  private long frames;
  private long bytes;
  private boolean resting;
  private boolean finishing;
  private boolean closed;

  Outlet(Account account, long number, HttpServerResponse response, boolean gzip) {
    this.account = account;
    this.number = number;
    this.response = response;
    this.encoding = new Encoding(gzip);
    this.delimiter = Payload.ofText(account.settings().delimiter());
    this.limit = account.settings().bufferLimit();
    this.lastWrite = account.loop().now();
    response.drainHandler(drained -> pump());
  }

  /** Sends these frames before anything else. Not counted against the limit. */
  void replay(Replay frames) {
    replay = frames;
    pump();
  }

  /** Queues a frame; {@link #pump} sends it. */
  void offer(Payload frame) {
    queue(new Piece(frame, true));
  }

  /** Queues bytes that are sent as they are, in an HTTP chunk of their own. */
  void offerRaw(Payload bytes) {
    queue(new Piece(bytes, false));
  }

  private void queue(Piece piece) {
    if (!finishing && !closed) {
      waiting.addLast(piece);
      waitingBytes += size(piece);
      if (waitingBytes >= CHUNK) {
        pump();
      }
    }
  }

  private long size(Piece piece) {
    return (long) piece.bytes().size() + (piece.frame() ? delimiter.size() : 0);
  }

  /** True when more waits for the reader than may. */
  boolean isOverfull() {
    return waitingBytes > limit;
  }

  /** Sends a keep-alive, unless something waits for the reader anyway. */
  void keepAlive() {
    if (isIdle() && !finishing && !closed && !response.writeQueueFull()) {
      encoding.add(Payload.empty(), delimiter);
      bytes += delimiter.size();
      write();
    }
  }

  /** When something was last written; at first, when the outlet was made. */
  Moment lastWrite() {
    return lastWrite;
  }

  /** Ends the body in order once all that waits has been written, and then runs {@code done}. */
  void finish(Runnable done) {
    finishing = true;
    whenDone = done;
    pump();
  }

  /** Forgets all that waits. */
  void forget() {
    waiting.clear();
    waitingBytes = 0;
    replay = Replay.none();
  }

  /** Forgets all that waits; nothing more is written. */
  void drop() {
    closed = true;
    forget();
    encoding.close();
  }

  /** Writes what the reader has room for, and what is due. */
  void pump() {
    for (int chunks = 0; !resting && canWrite(); chunks++) {
      if (chunks == CHUNKS_A_TURN) {
        resting = true;
        account.loop().execute(this::goOn);
        return;
      }
      gather();
      write();
    }
    if (!resting && !closed && !replay.isOver() && !response.writeQueueFull()) {
      resting = true;
      Moment now = account.loop().now();
      account.loop().after(replay.untilNext(now), this::goOn);
    }
    if (finishing && isIdle() && !closed) {
      closed = true;
      encoding.close();
      response.end(encoding.take());
      whenDone.run();
    }
  }

  private void goOn() {
    resting = false;
    pump();
  }

  private boolean canWrite() {
    boolean ready = replay.isOver() ? !waiting.isEmpty() : replay.isDue(account.loop().now());
    return ready && !closed && !response.writeQueueFull();
  }

  private boolean isIdle() {
    return waiting.isEmpty() && replay.isOver();
  }

  /** Gathers a chunk. Its size is counted before compression, which is what takes the time. */
  private void gather() {
    long until = bytes + CHUNK;
    Moment now = account.loop().now();
    while (bytes < until && replay.isDue(now)) {
      addFrame(replay.take());
    }
    while (bytes < until && replay.isOver() && !waiting.isEmpty()) {
      boolean frame = waiting.peekFirst().frame();
      if (!frame && encoding.size() > 0) {
        return;
      }
      Piece piece = waiting.removeFirst();
      waitingBytes -= size(piece);
      if (!frame) {
        encoding.add(piece.bytes(), Payload.empty());
        bytes += piece.bytes().size();
        return;
      }
      addFrame(piece.bytes());
    }
  }

  private void addFrame(Payload frame) {
    encoding.add(frame, delimiter);
    frames++;
    bytes += frame.size() + delimiter.size();
    account.deliveries().add(number, frame);
  }

  private void write() {
    lastWrite = account.loop().now();
    response.write(encoding.take());
    account.changed();
  }

  long frames() {
    return frames;
  }

  long bytes() {
    return bytes;
  }
}
