package dev.ouzel.testkit.server;

import dev.ouzel.loop.Moment;
import dev.ouzel.post.Payload;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Feeds one response as fast as its reader takes it: first a replay, then what is offered while it
 * lives. What waits for the reader is bounded by the settings' {@code bufferLimit}, and by the
 * response's own write queue.
 */
final class Outlet {
  /** Frames that wait for one another are written together in HTTP chunks of about this size. */
  private static final int CHUNK = 64 << 10;

  /** After so many chunks other work gets its turn, so that a fast reader holds nobody up. */
  private static final int CHUNKS_A_TURN = 4;

  /** Frames end with a delimiter and may share an HTTP chunk; other bytes do neither. */
  private record Piece(Payload bytes, boolean frame) {}

  private final Account account;
  private final Body body;
  private final FaultLine line;
  private final int limit;
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private Replay replay = Replay.none();
  private Runnable whenDone = () -> {};
  private long waitingBytes;
  private boolean resting;
  private boolean finishing;

  Outlet(Account account, Body body, FaultLine line) {
    this.account = account;
    this.body = body;
    this.line = line;
    this.limit = account.settings().bufferLimit();
  }

  /** Sends these frames before anything else. They count against no limit. */
  void begin(Replay first) {
    body.whenThereIsRoom(this::pump);
    line.begin();
    replay = first;
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
    if (!finishing && !line.isSilent()) {
      waiting.addLast(piece);
      waitingBytes += size(piece);
      if (waitingBytes >= CHUNK) {
        pump();
      }
    }
  }

  private long size(Piece piece) {
    return (long) piece.bytes().size() + (piece.frame() ? body.delimiter().size() : 0);
  }

  /** True when more waits for the reader than may. */
  boolean isOverfull() {
    return waitingBytes > limit;
  }

  /** How many bytes more may wait for the reader. */
  long room() {
    return Math.max(0, limit - waitingBytes);
  }

  /** Sends a keep-alive, unless something waits for the reader anyway. */
  void keepAlive() {
    if (isIdle() && !finishing && !line.isSilent() && !body.isFull()) {
      line.raw(body.delimiter());
      body.flush();
    }
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
    forget();
    body.drop();
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
      body.flush();
    }
    if (line.isSilent()) {
      forget();
    } else if (!resting && !replay.isOver() && !body.isFull()) {
      resting = true;
      account.loop().after(replay.untilNext(account.loop().now()), this::goOn);
    }
    if (finishing && isIdle() && !line.isSilent() && line.mayEnd()) {
      body.end();
      whenDone.run();
    }
  }

  private void goOn() {
    resting = false;
    pump();
  }

  private boolean canWrite() {
    boolean ready = replay.isOver() ? !waiting.isEmpty() : replay.isDue(account.loop().now());
    return ready && !line.isSilent() && !body.isFull();
  }

  private boolean isIdle() {
    return waiting.isEmpty() && replay.isOver();
  }

  /** Gathers a chunk. Its size is counted before compression, which is what takes the time. */
  private void gather() {
    long until = body.bytes() + CHUNK;
    Moment now = account.loop().now();
    while (body.bytes() < until && replay.isDue(now)) {
      line.frame(replay.take());
    }
    while (body.bytes() < until && replay.isOver() && !waiting.isEmpty()) {
      boolean frame = waiting.peekFirst().frame();
      if (!frame && body.hasGathered()) {
        return;
      }
      Piece piece = waiting.removeFirst();
      waitingBytes -= size(piece);
      if (!frame) {
        line.raw(piece.bytes());
        return;
      }
      line.frame(piece.bytes());
    }
  }
}
