package dev.ouzel.testkit.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads a stream with Vert.x's HTTP client and drops what it reads, for measuring what reading
 * alone costs. Begins when made.
 */
public final class Drain implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;

  private final Vertx vertx = Vertx.vertx();

  /** Kept, since a client that nobody refers to is closed. */
  private final HttpClient client;

  private final LongAdder chunks = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /**
   * Begins to read.
   *
   * @param stream the stream's URL
   * @param certificate the certificate to trust, as PEM, when the URL is https
   * @param gzip whether to ask for compression; what comes is not decompressed
   */
  public Drain(URI stream, Optional<String> certificate, boolean gzip) {
    HttpClientOptions options = new HttpClientOptions().setMaxChunkSize(CHUNK);
    certificate.ifPresent(
        pem -> options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem))));
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(stream.toString())
            .putHeader("accept-encoding", gzip ? "gzip" : "identity");
    client = vertx.createHttpClient(options);
    client.request(request).compose(HttpClientRequest::send).onSuccess(this::read);
  }

  private void read(HttpClientResponse response) {
    response.handler(
        chunk -> {
          chunks.increment();
          bytes.add(chunk.length());
        });
  }

  /** How many chunks have come, of which each holds a frame. */
  public long chunks() {
    return chunks.sum();
  }

  /** How many bytes have come, as they came. */
  public long bytes() {
    return bytes.sum();
  }

  /** Stops reading. */
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
