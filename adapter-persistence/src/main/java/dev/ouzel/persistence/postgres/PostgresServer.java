package dev.ouzel.persistence.postgres;

import dev.ouzel.sink.SinkFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/** Where a PostgreSQL store is, and how connections to it are made. */
final class PostgresServer {
  private static final String DEFAULT_SCHEMA = "ouzel";
  private static final String DEFAULT_PORT = "5432";
  private static final String PRIMARY = "primary";
  private static final String SYSTEM = "system";
  private static final String VERIFY_FULL = "verify-full";
  private static final String CONNECT_SECONDS = "10";
  private static final int SILENCE_SECONDS = 60;
  private static final int OLDEST_VERSION = 14;

  private final String url;
  private final Properties properties;
  private final Map<String, String> environment;
  private final Schema schema;
  private final Optional<String> synchronousCommit;

  private PostgresServer(PostgresUri uri, Map<String, String> environment) {
    Keyword.refuseOthers(uri);
    this.environment = environment;
    this.properties = properties(uri, environment);
    String hosts = hosts(uri, environment);
    String user = properties.getProperty(PGProperty.USER.getName());
    String database = uri.database().or(() -> variable(environment, "PGDATABASE")).orElse(user);
    this.url = "jdbc:postgresql://" + hosts + "/" + encoded(database);
    this.synchronousCommit = Keyword.SYNCHRONOUS_COMMIT.value(uri, environment);
    if (hosts.contains(",")) {
      // What a demoted or not yet promoted server is for is not to be written to.
      properties.putIfAbsent(PGProperty.TARGET_SERVER_TYPE.getName(), PRIMARY);
    }
    String name = Keyword.SCHEMA.value(uri, environment).orElse(DEFAULT_SCHEMA);
    this.schema =
        new Schema(
            name,
            Keyword.PARTITION.value(uri, environment).isPresent(),
            "schema %s of database %s on %s".formatted(name, database, hosts));
  }

  /**
   * The store that a URI names, with the variables of libpq for what it leaves out. Connects to
   * nothing. Fails with {@link IllegalArgumentException} when the URI says what cannot be meant.
   */
  static PostgresServer at(String uri, Map<String, String> environment) {
    return new PostgresServer(PostgresUri.parse(uri), environment);
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(some -> !some.isEmpty());
  }

  private static String encoded(String database) {
    return URLEncoder.encode(database, StandardCharsets.UTF_8);
  }

  private static String hosts(PostgresUri uri, Map<String, String> environment) {
    String named =
        uri.hosts().isEmpty() ? variable(environment, "PGHOST").orElse("localhost") : uri.hosts();
    String port = variable(environment, "PGPORT").orElse(DEFAULT_PORT);
    return Arrays.stream(named.split(",", -1))
        .map(host -> host.matches(".*[^:]:\\d+") ? host : host + ":" + port)
        .collect(Collectors.joining(","));
  }

  private static Properties properties(PostgresUri uri, Map<String, String> environment) {
    Properties properties = new Properties();
    for (Keyword keyword : Keyword.values()) {
      Optional<String> property = keyword.property();
      Optional<String> value = keyword.value(uri, environment);
      if (property.isPresent() && value.isPresent()) {
        properties.setProperty(property.get(), value.get());
      }
    }
    properties.computeIfPresent(
        PGProperty.TARGET_SERVER_TYPE.getName(),
        (name, value) -> value.equals("any") ? value : PRIMARY);
    String user = uri.user().or(() -> variable(environment, "PGUSER")).orElse(null);
    properties.setProperty(
        PGProperty.USER.getName(), user == null ? System.getProperty("user.name") : user);
    properties.putIfAbsent(PGProperty.APPLICATION_NAME.getName(), "ouzel");
    properties.putIfAbsent(PGProperty.CONNECT_TIMEOUT.getName(), CONNECT_SECONDS);
    properties.putIfAbsent(PGProperty.SOCKET_TIMEOUT.getName(), Integer.toString(SILENCE_SECONDS));
    properties.setProperty(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
    // Details repeat what is in rows, which has no place in a log.
    properties.setProperty(PGProperty.LOG_SERVER_ERROR_DETAIL.getName(), "false");
    // After a fail-over every server is asked anew what it is.
    properties.setProperty(PGProperty.HOST_RECHECK_SECONDS.getName(), "0");
    trustSystem(properties);
    return properties;
  }

  /** As libpq has it: the authorities that the system trusts, and then nothing but their word. */
  private static void trustSystem(Properties properties) {
    String root = PGProperty.SSL_ROOT_CERT.getName();
    if (!SYSTEM.equals(properties.getProperty(root))) {
      return;
    }
    properties.remove(root);
    Object mode = properties.putIfAbsent(PGProperty.SSL_MODE.getName(), VERIFY_FULL);
    if (mode != null && !mode.equals(VERIFY_FULL)) {
      throw new IllegalArgumentException("sslrootcert=system goes with sslmode=verify-full only");
    }
    properties.setProperty(
        PGProperty.SSL_FACTORY.getName(), "org.postgresql.ssl.DefaultJavaSSLFactory");
  }

  Schema schema() {
    return schema;
  }

  /** After which time without a word from the server it is given up. */
  Duration silence() {
    return Duration.ofSeconds(
        Long.parseLong(properties.getProperty(PGProperty.SOCKET_TIMEOUT.getName())));
  }

  /** A connection ready to write, to a server that can be written to. */
  Connection connectToWrite() throws SQLException {
    Connection connection = connect();
    try {
      PGConnection server = connection.unwrap(PGConnection.class);
      if ("on".equals(server.getParameterStatus("in_hot_standby"))) {
        throw SinkFailure.transientFailure(
            this + " cannot be written to: the server is a standby; name the primary too");
      }
      if ("on".equals(server.getParameterStatus("default_transaction_read_only"))) {
        throw SinkFailure.permanent(PostgresFailures.readOnly(schema));
      }
      execute(connection, SessionSettings.needed(silence(), synchronousCommit));
      for (String setting : SessionSettings.WELCOME) {
        try {
          execute(connection, setting);
        } catch (SQLException e) {
          PostgresFailures.requireUnsupported(e);
        }
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection that changes nothing and sees the store as it is now. */
  Connection connectToRead() throws SQLException {
    Connection connection = connect();
    try {
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private Connection connect() throws SQLException {
    Properties all = new Properties();
    all.putAll(properties);
    // Without this the driver itself looks into PGPASSFILE or ~/.pgpass.
    variable(environment, "PGPASSWORD")
        .ifPresent(password -> all.setProperty(PGProperty.PASSWORD.getName(), password));
    Connection connection;
    try {
      connection = new Driver().connect(url, all);
    } catch (SQLException e) {
      throw PostgresFailures.connecting(e, schema);
    }
    try {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      String encoding = connection.unwrap(PGConnection.class).getParameterStatus("server_encoding");
      if (version < OLDEST_VERSION) {
        throw SinkFailure.permanent(
            "%s is kept by PostgreSQL %d; Ouzel needs PostgreSQL %d or newer"
                .formatted(schema, version, OLDEST_VERSION));
      }
      if (!"UTF8".equals(encoding)) {
        throw SinkFailure.permanent(
            "%s is in encoding %s, which cannot hold every post; use a database in UTF8"
                .formatted(schema, encoding));
      }
      execute(
          connection,
          "SET search_path TO "
              + connection.unwrap(PGConnection.class).escapeIdentifier(schema.name()));
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Without user and keywords. */
  @Override
  public String toString() {
    return schema.toString();
  }
}
