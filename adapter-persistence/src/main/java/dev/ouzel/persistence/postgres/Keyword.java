package dev.ouzel.persistence.postgres;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What may stand behind the question mark of a URI. All but the last are libpq's own. */
enum Keyword {
  SSLMODE(
      "PGSSLMODE", "sslmode", "disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
  SSLROOTCERT("PGSSLROOTCERT", "sslrootcert"),
  SSLCERT("PGSSLCERT", "sslcert"),
  SSLKEY("PGSSLKEY", "sslkey"),
  CHANNEL_BINDING("PGCHANNELBINDING", "channelBinding", "disable", "prefer", "require"),
  CONNECT_TIMEOUT("PGCONNECT_TIMEOUT", "connectTimeout"),
  APPLICATION_NAME("PGAPPNAME", "ApplicationName"),
  /** Read-only servers are of no use to a writer, so libpq's other values are not taken. */
  TARGET_SESSION_ATTRS("PGTARGETSESSIONATTRS", "targetServerType", "any", "read-write", "primary"),
  /** Seconds without a word from the server after which the connection is given up. */
  SOCKET_TIMEOUT("", "socketTimeout"),
  SCHEMA("", ""),
  PARTITION("", "", "month"),
  SYNCHRONOUS_COMMIT("", "", "on", "off", "local", "remote_write", "remote_apply");

  private static final String DIGITS = "[1-9][0-9]{0,5}";

  private final String variable;
  private final String property;

  @SuppressWarnings("ImmutableEnumChecker") // A list of List.of cannot change.
  private final List<String> values;

  Keyword(String variable, String property, String... values) {
    this.variable = variable;
    this.property = property;
    this.values = List.of(values);
  }

  /** As it is written in a URI. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The driver's name for it; empty for what is no business of the driver. */
  Optional<String> property() {
    return Optional.of(property).filter(some -> !some.isEmpty());
  }

  /** Its value in a URI, or else in the environment. */
  Optional<String> value(PostgresUri uri, Map<String, String> environment) {
    Optional<String> value =
        Optional.ofNullable(uri.keywords().get(word()))
            .or(() -> Optional.ofNullable(environment.get(variable)))
            .filter(some -> !some.isEmpty());
    value.ifPresent(this::check);
    return value;
  }

  private void check(String value) {
    if (!values.isEmpty() && !values.contains(value)) {
      throw new IllegalArgumentException(
          "%s=%s is none of %s".formatted(word(), value, String.join(", ", values)));
    }
    boolean isSeconds = this == CONNECT_TIMEOUT || this == SOCKET_TIMEOUT;
    if (isSeconds && !value.matches(DIGITS)) {
      throw new IllegalArgumentException(
          "%s=%s is no number of seconds from 1 on".formatted(word(), value));
    }
  }

  /** Fails when the URI has a keyword that is none of these. */
  static void refuseOthers(PostgresUri uri) {
    List<String> known = Arrays.stream(values()).map(Keyword::word).toList();
    for (String word : uri.keywords().keySet()) {
      if (!known.contains(word)) {
        throw new IllegalArgumentException(
            "'%s' is no keyword of a PostgreSQL URI here; these are: %s"
                .formatted(word, known.stream().collect(Collectors.joining(", "))));
      }
    }
  }
}
