package dev.ouzel.app.bench;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.testkit.load.FrameSize;
import dev.ouzel.testkit.load.LoadSum;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schema of a PostgreSQL database.
 *
 * @param user who makes it, as the URI has it
 * @param place where: {@code host:port/database}
 * @param keywords what else the URI says
 * @param schema its name, of letters, digits and underscores
 */
record NewSchema(String user, String place, Optional<String> keywords, String schema)
    implements NewStore {
  static final String SCHEME = "postgresql://";
  static final String FORM = "postgresql://USER@HOST/DATABASE";

  private static final Pattern URI =
      Pattern.compile(
          SCHEME + "(?<user>[^/?#@:]+)@(?<place>[^/?#@]+/[^/?#@]+)(?:\\?(?<keywords>[^#]+))?");

  private static final Pattern NAMES_SCHEMA = Pattern.compile("(?:^|.*&)schema=.*");

  static NewSchema of(String uri) {
    Matcher form = URI.matcher(uri);
    if (!form.matches()) {
      throw new Mistake(
          "--sink is " + FORM + " here; a password comes from PGPASSWORD or ~/.pgpass");
    }
    Optional<String> keywords = Optional.ofNullable(form.group("keywords"));
    if (keywords.filter(some -> NAMES_SCHEMA.matcher(some).matches()).isPresent()) {
      throw new Mistake("--sink names no schema here: a bench makes one of its own");
    }
    String schema = "ouzel_bench_%08x".formatted(ThreadLocalRandom.current().nextInt());
    return new NewSchema(form.group("user"), form.group("place"), keywords, schema);
  }

  @Override
  public String uri() {
    return SCHEME + user + "@" + place + "?schema=" + schema + rest();
  }

  @Override
  public String name() {
    return SCHEME + place + "?schema=" + schema + rest();
  }

  private String rest() {
    return keywords.map(some -> "&" + some).orElse("");
  }

  @Override
  public NewSchema beside() {
    return new NewSchema(user, place, keywords, schema + "_sink");
  }

  @Override
  public Optional<Boolean> holdsExactly(FrameSize size, LoadSum sent) {
    return Optional.of(StoreCheck.tableHoldsExactly(uri(), size, sent));
  }

  @Override
  public Optional<String> remove() {
    String drop = "DROP SCHEMA IF EXISTS " + schema + " CASCADE";
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(drop);
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of("the schema " + schema + " may be left; drop it by: " + drop);
    }
  }

  /** The driver itself looks into {@code ~/.pgpass}, and takes no notice of keywords of libpq. */
  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", URLDecoder.decode(user, StandardCharsets.UTF_8));
    Optional.ofNullable(System.getenv("PGPASSWORD"))
        .ifPresent(password -> properties.setProperty("password", password));
    String query = keywords.map(some -> "?" + some).orElse("");
    return DriverManager.getConnection("jdbc:" + SCHEME + place + query, properties);
  }
}
