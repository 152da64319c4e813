package dev.ouzel.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * Gathers one response's body up to a limit. A body beyond it fails the request at once; whoever
 * asked closes the connection then, or the rest would be read and thrown away. For one response
 * only, on its context's thread.
 */
final class BoundedBody implements BodyCodec<Buffer>, BodyStream<Buffer> {
  private final Promise<Buffer> result = Promise.promise();
  private final Buffer gathered = Buffer.buffer();
  private final int mostBytes;

  BoundedBody(int mostBytes) {
    this.mostBytes = mostBytes;
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
      return Future.failedFuture("the body is longer than " + mostBytes + " bytes");
    }
    gathered.appendBuffer(data);
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
    return false;
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
