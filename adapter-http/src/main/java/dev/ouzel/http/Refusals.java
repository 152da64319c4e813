package dev.ouzel.http;

import dev.ouzel.http.json.ProblemReader;
import dev.ouzel.post.Payload;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what an HTTP answer says beside the data asked for. Whatever is malformed is absent. */
final class Refusals {
  /** How much of a body a refusal keeps. */
  static final int MOST_BODY_BYTES = 64 * 1024;

  /** 2100-01-01: a later reset is a mistake, such as milliseconds, and would hold us for ever. */
  private static final Instant LATEST_RESET = Instant.ofEpochSecond(4_102_444_800L);

  private Refusals() {}

  /**
   * The answer as a refusal.
   *
   * @param status the HTTP status
   * @param headers the headers
   * @param body the body, which need not be JSON; problems are read from all of it
   */
  static Refusal of(int status, MultiMap headers, Buffer body) {
    byte[] bytes = body.getBytes();
    return new Refusal(
        status,
        ProblemReader.read(Payload.wrap(bytes, 0, bytes.length)),
        rateLimit(headers),
        Payload.wrap(bytes, 0, shownLength(bytes)).text());
  }

  /** Where to cut the body: at its cap, or at the beginning of a character that spans the cap. */
  private static int shownLength(byte[] bytes) {
    if (bytes.length <= MOST_BODY_BYTES) {
      return bytes.length;
    }
    int end = MOST_BODY_BYTES;
    while (end > MOST_BODY_BYTES - 4 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }

  /** What the {@code x-rate-limit-*} headers say. */
  static RateLimit rateLimit(MultiMap headers) {
    return new RateLimit(
        count(headers, "x-rate-limit-limit"),
        count(headers, "x-rate-limit-remaining"),
        reset(headers));
  }

  private static OptionalInt count(MultiMap headers, String name) {
    return number(headers, name)
        .filter(number -> number >= 0 && number <= Integer.MAX_VALUE)
        .map(number -> OptionalInt.of(number.intValue()))
        .orElse(OptionalInt.empty());
  }

  private static Optional<Instant> reset(MultiMap headers) {
    return number(headers, "x-rate-limit-reset")
        .filter(seconds -> seconds > 0 && seconds < LATEST_RESET.getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  private static Optional<Long> number(MultiMap headers, String name) {
    try {
      return Optional.ofNullable(headers.get(name)).map(String::strip).map(Long::valueOf);
    } catch (NumberFormatException rubbish) {
      return Optional.empty();
    }
  }

  /** X's {@code Date}, in whole seconds. */
  static Optional<Instant> date(MultiMap headers) {
    try {
      return Optional.ofNullable(headers.get("date"))
          .map(String::strip)
          .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
          .map(Instant::from);
    } catch (DateTimeException rubbish) {
      return Optional.empty();
    }
  }
}
