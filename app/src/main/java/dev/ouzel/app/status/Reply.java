package dev.ouzel.app.status;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the status server answers.
 *
 * @param status HTTP's code
 * @param contentType what the body is
 * @param body all of it
 * @param headers more headers, by name
 */
public record Reply(int status, String contentType, String body, Map<String, String> headers) {
  /** All went well. */
  public static final int OK = 200;

  /** It cannot be answered now, or is not as it should be. */
  public static final int UNAVAILABLE = 503;

  /** Copies the headers. */
  public Reply {
    headers = Map.copyOf(headers);
  }

  /** An answer without headers of its own. */
  public static Reply of(int status, String contentType, String body) {
    return new Reply(status, contentType, body, Map.of());
  }

  /** JSON. */
  public static Reply json(int status, String body) {
    return of(status, "application/json", body);
  }

  /** A line for a person. */
  public static Reply text(int status, String line) {
    return of(status, "text/plain; charset=utf-8", line + "\n");
  }

  /** The same with a header more. */
  Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, contentType, body, more);
  }
}
