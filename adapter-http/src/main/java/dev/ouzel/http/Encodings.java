package dev.ouzel.http;

import dev.ouzel.http.frame.Inflow;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Optional;

/** How bodies are compressed: what is asked for, and what came. */
final class Encodings {
  private static final String HEADER = "content-encoding";

  private Encodings() {}

  /** The value of {@code Accept-Encoding}. */
  static String asked(boolean compression) {
    return compression ? "gzip" : "identity";
  }

  /** Reads a body with these headers; empty when it is compressed in a way not asked for. */
  static Optional<Inflow> inflow(MultiMap headers) {
    return switch (name(headers)) {
      case "", "identity" -> Optional.of(Inflow.plain());
      case "gzip", "x-gzip" -> Optional.of(Inflow.gzip());
      default -> Optional.empty();
    };
  }

  /** What the headers call the compression; empty when they do not. */
  static String name(MultiMap headers) {
    return Optional.ofNullable(headers.get(HEADER)).orElse("").strip().toLowerCase(Locale.ROOT);
  }
}
