package dev.ouzel.testkit.server;

import dev.ouzel.loop.Moment;
import dev.ouzel.post.Payload;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;

/**
 * The body of one response: frames and other bytes gather and are written together in an HTTP
 * chunk. Counts what was sent, before compression.
 */
final class Body {
  private final Account account;
  private final Consumer<Payload> onFrame;
  private final HttpServerResponse response;
  private final Encoding encoding;
  private final Payload delimiter;
  private Moment lastWrite;
  private Future<Void> written = Future.succeededFuture();
  private long frames;
  private long bytes;
  private boolean byteByByte;
  private boolean over;

  Body(Account account, Consumer<Payload> onFrame, HttpServerResponse response, boolean gzip) {
    this.account = account;
    this.onFrame = onFrame;
    this.response = response;
    this.encoding = new Encoding(gzip);
    this.delimiter = Payload.ofText(account.settings().delimiter());
    this.lastWrite = account.loop().now();
  }

  /** Sends the headers. */
  void writeHead() {
    written = response.writeHead();
  }

  /** Does this each time the reader has made room. */
  void whenThereIsRoom(Runnable task) {
    response.drainHandler(drained -> task.run());
  }

  /** Adds a frame and its delimiter. */
  void add(Payload frame) {
    add(frame, delimiter);
    sent(frame);
  }

  /** Adds what is no frame, and nothing after it. */
  void addRaw(Payload part) {
    add(part, Payload.empty());
  }

  /** Adds a delimiter, which alone is a keep-alive. */
  void addDelimiter() {
    addRaw(delimiter);
  }

  private void add(Payload part, Payload end) {
    if (!over) {
      encoding.add(part, end);
      bytes += part.size() + end.size();
    }
  }

  /** Counts a frame whose bytes were added piece by piece. */
  void sent(Payload frame) {
    frames++;
    onFrame.accept(frame);
  }

  /** Writes what has gathered. */
  void flush() {
    if (over || encoding.size() == 0) {
      return;
    }
    lastWrite = account.loop().now();
    Buffer gathered = encoding.take();
    int step = byteByByte ? 1 : gathered.length();
    for (int from = 0; from < gathered.length(); from += step) {
      written = response.write(gathered.slice(from, from + step));
    }
    account.changed();
  }

  /** Writes every byte in an HTTP chunk of its own from now on. */
  void writeByteByByte() {
    byteByByte = true;
  }

  /** Ends the body in order. */
  void end() {
    if (!over) {
      flush();
      drop();
      response.end(encoding.take());
    }
  }

  /** Writes nothing any more. */
  void drop() {
    over = true;
    encoding.close();
  }

  boolean isOver() {
    return over;
  }

  /** True when the reader must take some before more is written. */
  boolean isFull() {
    return response.writeQueueFull();
  }

  /** Completes when all that was written has reached the network. */
  Future<Void> written() {
    return written;
  }

  /** True when something waits to be written. */
  boolean hasGathered() {
    return encoding.size() > 0;
  }

  /** When something was last written; at first, when the body was made. */
  Moment lastWrite() {
    return lastWrite;
  }

  Payload delimiter() {
    return delimiter;
  }

  long frames() {
    return frames;
  }

  long bytes() {
    return bytes;
  }
}
