package dev.ouzel.testkit.server;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as X writes them. */
final class WireTime {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private WireTime() {}

  /** {@code 2026-01-06T18:40:40.344Z}, as in bodies. */
  static String millis(Instant time) {
    return MILLIS.format(time);
  }

  /** {@code Tue, 06 Jan 2026 18:40:40 GMT}, as in the {@code date} header. */
  static String httpDate(Instant time) {
    return HTTP.format(time);
  }
}
