package dev.ouzel.http;

import dev.ouzel.http.frame.FrameSplitter;
import dev.ouzel.http.frame.Inflow;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.EndCause.Closed;
import dev.ouzel.stream.EndCause.NetworkFailure;
import dev.ouzel.stream.StreamSignal.Frames;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * The body of a stream's response, in turns of reading. Holds what arrived since the last turn, and
 * lets the network layer read on only until that is a turn's worth. Used on one Vert.x context
 * only.
 */
final class StreamBody {
  /** How much one turn reads at most. */
  static final int TURN_BYTES = 256 * 1024;

  private final HttpClientResponse response;
  private final Inflow inflow;
  private final FrameSplitter splitter;
  private final Call call;
  private boolean paused;
  private boolean broken;
  private Optional<EndCause> end = Optional.empty();

  StreamBody(Call call, HttpClientResponse response, Inflow inflow, FrameSplitter splitter) {
    this.call = call;
    this.response = response;
    this.inflow = inflow;
    this.splitter = splitter;
  }

  /** Begins to read; {@code news} runs whenever something has come. */
  void begin(Context context, Runnable news) {
    response.handler(
        buffer -> {
          add(buffer);
          news.run();
        });
    response.endHandler(
        done -> {
          end(new Closed());
          news.run();
        });
    response.exceptionHandler(
        failure -> {
          broken = true;
          // Vert.x tells of a failure before what it received earlier and holds while paused: the
          // end is known only once all that was handed over, which this task comes after.
          resume();
          context.runOnContext(
              handedOver -> {
                end(cause(failure));
                news.run();
              });
        });
  }

  private void end(EndCause cause) {
    if (end.isEmpty()) {
      end = Optional.of(cause);
    }
  }

  private void add(Buffer buffer) {
    if (end.isPresent()) {
      return;
    }
    ByteBuf bytes = ((BufferInternal) buffer).getByteBuf();
    if (bytes.hasArray()) {
      // Vert.x has copied what it read from the network's pooled memory to an array of the heap
      // which it never writes to again, so frames may be slices of it.
      inflow.add(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes());
    } else {
      inflow.add(buffer.getBytes(), 0, buffer.length());
    }
  }

  /**
   * The connection's failure, unless the response had ended in order: Vert.x tells of a connection
   * closed before it tells of an end that it holds while paused.
   */
  private EndCause cause(Throwable failure) {
    return call.isAnswered() ? new Closed() : new NetworkFailure(call.detail(failure));
  }

  /** True when as much waits as one turn may read. */
  boolean isFull() {
    return inflow.waiting() >= TURN_BYTES;
  }

  /** True when nothing more comes. */
  boolean hasEnded() {
    return end.isPresent();
  }

  /** Lets more come until a turn is full, and no more. */
  void readOn() {
    if (!isFull()) {
      resume();
    } else if (!broken) {
      pause();
    }
  }

  private void pause() {
    if (!paused) {
      paused = true;
      response.pause();
    }
  }

  private void resume() {
    if (paused) {
      paused = false;
      response.resume();
    }
  }

  /** One turn of reading; empty when nothing waits to be read. */
  Optional<Frames> turn() {
    try {
      inflow.read(TURN_BYTES, splitter::read);
    } catch (ZipException damaged) {
      inflow.close();
      end(new NetworkFailure("damaged gzip from " + call.server() + ": " + damaged.getMessage()));
    }
    return splitter.hasRead() ? Optional.of(splitter.turn()) : Optional.empty();
  }

  /** True when a turn would read something. */
  boolean hasMore() {
    return !inflow.isEmpty();
  }

  /** How the response ended; present once nothing waits to be read. */
  Optional<EndCause> end() {
    return hasMore() ? Optional.empty() : end;
  }

  /** Drops what waits. */
  void close() {
    inflow.close();
  }
}
