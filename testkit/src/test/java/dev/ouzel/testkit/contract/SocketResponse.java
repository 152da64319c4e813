package dev.ouzel.testkit.contract;

import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.StreamSignal.Opened;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The head of an HTTP/1.1 response with status 200, and its body with the chunks taken off. */
final class SocketResponse {
  private static final int MOST_OF_A_REFUSAL = 64 << 10;

  private final Map<String, String> headers;
  private final InputStream body;

  private SocketResponse(Map<String, String> headers, InputStream body) {
    this.headers = headers;
    this.body = body;
  }

  /** X did not answer with 200. */
  static final class NotAccepted extends IOException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised: handled where it arrives
    private final transient Refusal refusal;

    NotAccepted(Refusal refusal) {
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }

  static SocketResponse of(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ", -1)[1]);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    boolean chunked = headers.containsKey("transfer-encoding");
    SocketResponse response = new SocketResponse(headers, chunked ? new Chunks(in) : in);
    if (status != 200) {
      throw new NotAccepted(response.refusal(status));
    }
    return response;
  }

  private Refusal refusal(int status) throws IOException {
    int length = header("content-length").map(Integer::parseInt).orElse(0);
    String text = new String(body.readNBytes(length), StandardCharsets.UTF_8);
    String kept = text.substring(0, Math.min(text.length(), MOST_OF_A_REFUSAL));
    return new Refusal(status, LineReader.problemsOf(kept), rateLimit(), kept);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  InputStream body() {
    return body;
  }

  Opened opened() {
    Optional<Instant> date =
        header("date")
            .map(
                text ->
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    return new Opened(date, rateLimit(), header("x-transaction-id"));
  }

  private RateLimit rateLimit() {
    return new RateLimit(
        number("x-rate-limit-limit"),
        number("x-rate-limit-remaining"),
        header("x-rate-limit-reset").map(Long::parseLong).map(Instant::ofEpochSecond));
  }

  private OptionalInt number(String name) {
    return header(name).map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int each = in.read(); each != '\n'; each = in.read()) {
      if (each < 0) {
        throw new EOFException("the connection ended within the response");
      }
      line.write(each);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /**
   * A chunked body. Ends in order with the last chunk, and fails when the connection ends before.
   */
  private static final class Chunks extends InputStream {
    private final InputStream in;
    private int left;
    private boolean first = true;
    private boolean over;

    Chunks(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0 && !over) {
        nextChunk();
      }
      if (over) {
        return -1;
      }
      int read = in.read(target, offset, Math.min(length, left));
      if (read < 0) {
        throw new EOFException("the connection ended within the response");
      }
      left -= read;
      return read;
    }

    private void nextChunk() throws IOException {
      if (!first) {
        line(in);
      }
      first = false;
      left = Integer.parseInt(line(in), 16);
      over = left == 0;
    }
  }
}
