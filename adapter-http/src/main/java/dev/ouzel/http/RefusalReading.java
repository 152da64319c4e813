package dev.ouzel.http;

import dev.ouzel.http.frame.Inflow;
import dev.ouzel.stream.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;

/** Reads an answer that is not a stream: as much of its body as comes soon, and is not too long. */
final class RefusalReading {
  private RefusalReading() {}

  /**
   * The refusal, which always comes; whoever called closes the connection then.
   *
   * @param patience how long to wait for the end of the body
   */
  static Future<Refusal> of(
      HttpClientResponse response, ContextInternal context, Duration patience) {
    Inflow inflow = Encodings.inflow(response.headers()).orElseGet(Inflow::plain);
    Promise<Void> enough = context.promise();
    response.exceptionHandler(enough::tryFail);
    response.endHandler(enough::tryComplete);
    response.handler(
        buffer -> {
          inflow.add(buffer.getBytes(), 0, buffer.length());
          if (inflow.waiting() >= Refusals.MOST_BODY_BYTES) {
            response.pause();
            enough.tryComplete();
          }
        });
    return enough
        .future()
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .transform(
            end -> {
              Buffer body = read(inflow);
              return Future.succeededFuture(
                  Refusals.of(response.statusCode(), response.headers(), body));
            });
  }

  private static Buffer read(Inflow inflow) {
    Buffer body = Buffer.buffer();
    try (inflow) {
      inflow.read(Refusals.MOST_BODY_BYTES, body::appendBytes);
    } catch (ZipException damaged) {
      // What could be read is kept: the status says most.
    }
    return body;
  }
}
