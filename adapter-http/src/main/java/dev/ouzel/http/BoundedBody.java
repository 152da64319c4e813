package dev.ouzel.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * Gathers one response's body up to a limit. A body beyond it fails {@link #result} at once, and no
 * more of it is read: the connection stands still until its idle timeout closes it. Web Client
 * offers no way to close it sooner, and would read on for ever were the write to fail instead.
 *
 * <p>For one response only; used on its context's thread, {@link #stop} by any.
 */
final class BoundedBody implements BodyCodec<Buffer>, BodyStream<Buffer> {
  private final Promise<Buffer> result = Promise.promise();
  private final Buffer gathered = Buffer.buffer();
  private final int mostBytes;
  private volatile boolean stopped;

  BoundedBody(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Reads no more of the body. */
  void stop() {
    stopped = true;
  }

  @Override
  public BodyStream<Buffer> stream() {
    return this;
  }

  @Override
  public Future<Buffer> result() {
    return result.future();
  }

  @Override
  public Future<Void> write(Buffer data) {
    if (gathered.length() + data.length() > mostBytes) {
      stop();
      result.tryFail("the body is longer than " + mostBytes + " bytes");
    } else {
      gathered.appendBuffer(data);
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end() {
    result.tryComplete(gathered);
    return Future.succeededFuture();
  }

  @Override
  public void handle(Throwable failure) {
    result.tryFail(failure);
  }

  @Override
  public boolean writeQueueFull() {
    return stopped;
  }

  @Override
  public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
    return this;
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    return this;
  }
}
