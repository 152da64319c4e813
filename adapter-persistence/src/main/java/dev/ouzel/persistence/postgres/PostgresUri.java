package dev.ouzel.persistence.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of {@code postgresql://user@host:port,host:port/database?keyword=value&…}. It holds no
 * password: one in the URI is refused, since every user of the machine sees it in the list of
 * processes.
 *
 * @param hosts as written, {@code host:port} separated by commas; empty when none is named
 * @param user empty when none is named
 * @param database empty when none is named
 * @param keywords what stands behind the question mark
 */
record PostgresUri(
    String hosts, Optional<String> user, Optional<String> database, Map<String, String> keywords) {
  private static final Pattern FORM =
      Pattern.compile(
          "postgresql://(?:(?<user>[^/?#@]*)@)?(?<hosts>[^/?#@]*)"
              + "(?:/(?<database>[^/?#]*))?(?:\\?(?<query>[^#]*))?");

  private static final Pattern HOSTS =
      Pattern.compile("(?:(?:\\[[0-9a-fA-F:.]+]|[\\w.-]+)(?::\\d{1,5})?(?:,(?!$)|$))*");

  private static final Pattern SECRET = Pattern.compile(".*passw.*");

  PostgresUri {
    keywords = Map.copyOf(keywords);
  }

  /**
   * Reads {@code uri}; fails with {@link IllegalArgumentException}, which never repeats what might
   * be a password.
   */
  static PostgresUri parse(String uri) {
    refusePassword(uri);
    Matcher form = FORM.matcher(uri);
    if (!form.matches() || !HOSTS.matcher(form.group("hosts")).matches()) {
      throw new IllegalArgumentException(
          "a PostgreSQL store is named like postgresql://user@host:5432/database?schema=ouzel, with"
              + " several hosts as host1:5432,host2:5432; Unix sockets cannot be used, and other"
              + " characters are percent-encoded");
    }
    return new PostgresUri(
        form.group("hosts"),
        part(form.group("user")),
        part(form.group("database")),
        keywords(form.group("query")));
  }

  private static void refusePassword(String uri) {
    String rest = uri.substring(uri.indexOf("//") + 2);
    int user = rest.lastIndexOf('@');
    if (user >= 0 && rest.lastIndexOf(':', user) >= 0) {
      throw secret();
    }
  }

  private static IllegalArgumentException secret() {
    return new IllegalArgumentException(
        "a password does not belong into a PostgreSQL URI, where others can read it: put it into"
            + " the environment variable PGPASSWORD or the file ~/.pgpass, and take it out of the"
            + " URI (an @ or : that belongs to no password is written %40 or %3A)");
  }

  private static Optional<String> part(String text) {
    return Optional.ofNullable(text).filter(some -> !some.isEmpty()).map(PostgresUri::decoded);
  }

  private static Map<String, String> keywords(String query) {
    Map<String, String> keywords = new TreeMap<>();
    if (query == null || query.isEmpty()) {
      return keywords;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String keyword = equals < 0 ? pair : pair.substring(0, equals);
      if (SECRET.matcher(keyword.toLowerCase(Locale.ROOT)).matches()) {
        throw secret();
      }
      if (equals < 0 || keywords.put(keyword, decoded(pair.substring(equals + 1))) != null) {
        throw new IllegalArgumentException(
            "'%s' in a PostgreSQL URI is given once, as %1$s=value".formatted(keyword));
      }
    }
    return keywords;
  }

  /** As libpq does it: a plus sign stays one. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a % in a PostgreSQL URI stands before two digits of a code; itself it is %25");
    }
  }
}
