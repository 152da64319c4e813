package dev.ouzel.testkit.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ouzel.testkit.server.FakeX;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;

/** Stands for the code under test: the filtered stream read line by line, and nothing else. */
final class PlainReader implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final HttpResponse<InputStream> response;
  private Optional<InputStream> decoded = Optional.empty();

  private PlainReader(HttpResponse<InputStream> response) {
    this.response = response;
  }

  /** Asks for the filtered stream, and returns when it is answered. */
  static PlainReader connect(FakeX x) throws IOException {
    return connect(x, "");
  }

  /** The same with a query, which begins with a question mark, and headers, names before values. */
  static PlainReader connect(FakeX x, String query, String... headers) throws IOException {
    HttpRequest.Builder request = request(x, "/2/tweets/search/stream" + query);
    return new PlainReader(
        send(headers.length == 0 ? request.build() : request.headers(headers).build()));
  }

  /** Makes another request, and returns the answer's body. */
  static String call(FakeX x, String method, String path, String body) throws IOException {
    HttpRequest request = request(x, path).method(method, BodyPublishers.ofString(body)).build();
    return new PlainReader(send(request)).body();
  }

  private static HttpRequest.Builder request(FakeX x, String target) {
    return HttpRequest.newBuilder(x.baseUrl().resolve(target))
        .header("authorization", "Bearer " + x.token());
  }

  private static HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return HTTP.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  String body() throws IOException {
    return new String(in().readAllBytes(), UTF_8);
  }

  /** Made at the first read, because decompression begins with reading. */
  private InputStream in() throws IOException {
    if (decoded.isEmpty()) {
      boolean compressed = header("content-encoding").equals("gzip");
      decoded = Optional.of(compressed ? new GZIPInputStream(response.body()) : response.body());
    }
    return decoded.get();
  }

  /** The next line, empty for a keep-alive. Fails at the end: what came of a line is no line. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in().read(); b != '\n'; b = in().read()) {
      if (b < 0) {
        throw new EOFException("the stream ended");
      }
      line.write(b);
    }
    return line.toString(UTF_8).strip();
  }

  /** The next line that is no keep-alive. */
  String frame() throws IOException {
    String line = line();
    while (line.isEmpty()) {
      line = line();
    }
    return line;
  }

  /** The next line, when it comes. */
  CompletableFuture<String> nextLine() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return line();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
