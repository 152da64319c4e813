package dev.ouzel.app.status;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.config.StatusAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may ask the status server what. Where a token is asked for, a program shows it as {@code
 * Authorization: Bearer}; a browser hands it over once, as {@code ?token=}, and shows a cookie from
 * then on, made from the token, which a restart does not undo and another token does. On loopback
 * only names of this machine are served, so that no page of another site can read from it by
 * pointing a name of its own here.
 */
final class Admission {
  private static final String COOKIE = "ouzel_status";
  private static final String BEARER = "Bearer ";

  private static final Pattern OF_THIS_MACHINE =
      Pattern.compile("(?i)(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");

  private final StatusAddress address;

  Admission(StatusAddress address) {
    this.address = address;
  }

  /**
   * What a request shows of who asks.
   *
   * @param path what for
   * @param host the server by the name that the client used
   * @param authorization the header of that name
   * @param cookies the header {@code Cookie}
   * @param token the parameter of that name
   */
  record Asked(
      String path,
      Optional<String> host,
      Optional<String> authorization,
      Optional<String> cookies,
      Optional<String> token) {}

  /** What to answer instead of what was asked for; empty when that may be answered. */
  Optional<Reply> instead(Asked asked) {
    if (address.isLoopback() && asked.host().filter(this::isOfThisMachine).isEmpty()) {
      return Optional.of(
          Reply.text(421, "This is served on localhost and 127.0.0.1 only, not by another name."));
    }
    if (address.token().isEmpty() || asked.path().equals(Health.LIVE)) {
      return Optional.empty();
    }
    try {
      return withToken(asked, address.token().get().get());
    } catch (Mistake unreadable) {
      return Optional.of(
          Reply.text(Reply.UNAVAILABLE, "The token that must be shown cannot be read now."));
    }
  }

  private boolean isOfThisMachine(String host) {
    return OF_THIS_MACHINE.matcher(host).matches();
  }

  private static Optional<Reply> withToken(Asked asked, String token) {
    String cookie = cookie(token);
    if (asked.token().filter(shown -> isSame(shown, token)).isPresent()) {
      return Optional.of(
          Reply.text(303, "The token is right.")
              .with("Location", Page.PATH)
              .with(
                  "Set-Cookie",
                  COOKIE + "=" + cookie + "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict"));
    }
    boolean shown =
        asked
                .authorization()
                .filter(text -> text.startsWith(BEARER))
                .filter(text -> isSame(text.substring(BEARER.length()).strip(), token))
                .isPresent()
            || asked.cookies().filter(text -> holds(text, cookie)).isPresent();
    return shown ? Optional.empty() : Optional.of(refusal(asked));
  }

  private static Reply refusal(Asked asked) {
    return asked.path().equals(Page.PATH)
        ? Page.askingForToken()
        : Reply.text(401, "Show the status token: Authorization: Bearer TOKEN")
            .with("WWW-Authenticate", "Bearer");
  }

  private static boolean holds(String cookies, String cookie) {
    return Arrays.stream(cookies.split(";"))
        .map(String::strip)
        .filter(text -> text.startsWith(COOKIE + "="))
        .anyMatch(text -> isSame(text.substring(COOKIE.length() + 1), cookie));
  }

  /** Not the token itself, so that who reads the cookie cannot use it for anything else. */
  private static String cookie(String token) {
    return HexFormat.of().formatHex(digest("ouzel status page " + token));
  }

  /** Takes as long whatever the texts have in common. */
  private static boolean isSame(String shown, String expected) {
    return MessageDigest.isEqual(digest(shown), digest(expected));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every JDK has SHA-256", never);
    }
  }
}
