package dev.ouzel.app.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages, each one file with its style and script within. The policy sent with a page lets run
 * what stood in that file and nothing else, and lets it ask this server alone.
 */
final class Page {
  /** Where the page is. */
  static final String PATH = "/";

  private static final Pattern INLINE =
      Pattern.compile("<(style|script)>(.*?)</\\1>", Pattern.DOTALL);

  private static final Reply STATUS = load(Reply.OK, "status.html");
  private static final Reply TOKEN = load(401, "token.html");

  private Page() {}

  /** The status page. */
  static Reply status() {
    return STATUS;
  }

  /** A page that asks for the token. */
  static Reply askingForToken() {
    return TOKEN;
  }

  private static Reply load(int status, String name) {
    try (InputStream resource = Page.class.getResourceAsStream(name)) {
      String html = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return Reply.of(status, "text/html; charset=utf-8", html)
          .with("Content-Security-Policy", policy(html));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String policy(String html) {
    StringBuilder policy =
        new StringBuilder(
            "default-src 'none'; connect-src 'self'; img-src data:; form-action 'self';"
                + " base-uri 'none'; frame-ancestors 'none'");
    Matcher inline = INLINE.matcher(html);
    while (inline.find()) {
      policy
          .append("; ")
          .append(inline.group(1))
          .append("-src 'sha256-")
          .append(Base64.getEncoder().encodeToString(sha256(inline.group(2))))
          .append('\'');
    }
    return policy.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every JDK has SHA-256", never);
    }
  }
}
