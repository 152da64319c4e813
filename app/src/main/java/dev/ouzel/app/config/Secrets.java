package dev.ouzel.app.config;

import java.util.regex.Pattern;

/** Tells what must not be shown, nor stand in a file that many can read. */
final class Secrets {
  /** X's app-only tokens begin with a row of the letter A. */
  private static final Pattern TOKEN = Pattern.compile("A{12,}[A-Za-z0-9%_+/=-]{20,}");

  private static final Pattern SECRET_KEY =
      Pattern.compile("(token|bearer|password|passwd|secret|credential)s?");

  private static final Pattern USER = Pattern.compile("(?s)(//)[^/]*:[^/]*@");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&][^=&]*(?:passw|secret|token|jaas|credential)[^=&]*=)[^&]*");

  private Secrets() {}

  /** True for a text that holds a bearer token. */
  static boolean isToken(String text) {
    return TOKEN.matcher(text).find();
  }

  /** True for a key by which somebody would write a secret down. */
  static boolean isSecretKey(String key) {
    return SECRET_KEY.matcher(key).find() && !key.endsWith("-file");
  }

  /** True for a URL with a password. */
  static boolean holdsPassword(String url) {
    return USER.matcher(url).find();
  }

  /** The text without the passwords and tokens in it. */
  static String hidden(String text) {
    String masked = USER.matcher(text).replaceAll("$1…@");
    return TOKEN.matcher(PARAMETER.matcher(masked).replaceAll("$1…")).replaceAll("…");
  }
}
