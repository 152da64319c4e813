package dev.ouzel.app.config;

import dev.ouzel.http.XClientSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Supplier;

/** How to reach X, from what the user wrote. */
public final class XAccess {
  /** X's own address. */
  public static final String X_URL = "https://api.x.com";

  private XAccess() {}

  /**
   * The client's settings; fails with {@link Mistake} when the base URL is none.
   *
   * @param baseUrl as the user wrote it
   * @param token asked at each connect
   * @param compression whether X shall compress what it sends
   */
  public static XClientSettings of(String baseUrl, Supplier<String> token, boolean compression) {
    URI uri = parse(baseUrl.strip());
    return Mistake.unlessRefused(
        () -> XClientSettings.builder().baseUri(uri).token(token).compression(compression).build());
  }

  /** The base URL as it was written; fails with {@link Mistake} when it is none. */
  static String checked(String baseUrl) {
    return of(baseUrl, () -> "", true).baseUri().toString();
  }

  /** What is no URL is not shown as a whole: it may hold a password. */
  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      throw new Mistake(
          "the base URL '%s' is malformed; write it like %s or http://127.0.0.1:8080"
              .formatted(text.replaceAll("//.*@", "//…@"), X_URL));
    }
  }
}
